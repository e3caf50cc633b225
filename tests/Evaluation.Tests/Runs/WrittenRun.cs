using System.Globalization;
using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Evaluation.Tests.Runs;

/// <summary>Writes folders as a run does, and truth beside them, box by box.</summary>
internal sealed class WrittenRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _events = [];
    private readonly SortedDictionary<int, List<string>> _detections = [];
    private readonly List<string> _tracks = [];
    private readonly List<string> _truth = [];
    private readonly List<object> _expected = [];

    public string Path => _folder.Path;

    public string Truth => _folder["clip.truth.csv"];

    public int Frames { get; init; } = 50;

    public int Width { get; init; } = 640;

    public string this[string name] => _folder[name];

    public WrittenRun Detects(int frame, string label, double score, params double[] box)
    {
        if (!_detections.TryGetValue(frame, out List<string>? found))
            _detections.Add(frame, found = []);
        found.Add(JsonSerializer.Serialize(new { label, score, box }));
        return this;
    }

    public WrittenRun Follows(int frame, int id, string label, params double[] box)
    {
        if (!_events.Exists(line => line.Contains($"\"id\":{id},", StringComparison.Ordinal)))
            Tells("videodyn.object.entered", frame / 25.0, label, id: id);
        _tracks.Add(Mot(frame, id, box, 0.9, 1, 1));
        return this;
    }

    public WrittenRun Tells(string type, double time, string label, string? rule = null, int id = 0, string? direction = null)
    {
        object data = direction is null ? new { id, label, rule, stream_time = time } : new { id, label, rule, direction, stream_time = time };
        _events.Add(JsonSerializer.Serialize(new { type, data }));
        return this;
    }

    public WrittenRun TellsAtTheEnd(string type, double time, string label, string rule)
    {
        _events.Add(JsonSerializer.Serialize(new { type, data = new { label, rule, stream_time = time, reason = "end-of-stream" } }));
        return this;
    }

    public WrittenRun Classifies(string label)
    {
        _events.Add(JsonSerializer.Serialize(new { type = "videodyn.frame.labels", data = new { labels = new[] { new { label, score = 0.9 } } } }));
        return this;
    }

    public WrittenRun IsTrue(int frame, int id, int kind, double visibility, params double[] box)
    {
        _truth.Add(Mot(frame, id, box, 1, kind, visibility));
        return this;
    }

    public WrittenRun ShouldTell(string type, double time, string label, string? rule = null, int? direction = null)
    {
        _expected.Add(direction is null ? new { type, label, rule, stream_time = time } : new { type, label, rule, direction, stream_time = time });
        return this;
    }

    public WrittenRun Written()
    {
        File.WriteAllText(_folder["summary.json"], JsonSerializer.Serialize(new
        {
            inputs = new[] { new { stream = new { width = Width, height = 384, frame_rate = 25.0 }, ledger = new { received = Frames } } },
        }));
        File.WriteAllLines(_folder["events.jsonl"], _events);
        if (_detections.Count > 0)
            File.WriteAllLines(_folder["detections.jsonl"], _detections.Select(pair => $$$"""{"type":"videodyn.frame.detections","data":{"frame":{{{pair.Key}}},"detections":[{{{string.Join(',', pair.Value)}}}]}}"""));
        if (_tracks.Count > 0)
            File.WriteAllLines(_folder["tracks.csv"], _tracks);
        File.WriteAllLines(Truth, _truth);
        File.WriteAllText(_folder["clip.events.json"], JsonSerializer.Serialize(new { classes = new Dictionary<string, string> { ["1"] = "person", ["2"] = "van" }, events = _expected }));
        return this;
    }

    public void Dispose() => _folder.Dispose();

    // MOTChallenge numbers frames from 1 and stores width and height.
    private static string Mot(int frame, int id, double[] box, double confidence, int kind, double visibility) => string.Create(
        CultureInfo.InvariantCulture, $"{frame + 1},{id},{box[0]},{box[1]},{box[2] - box[0]},{box[3] - box[1]},{confidence},{kind},{visibility}");
}
