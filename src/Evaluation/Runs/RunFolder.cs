using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Runs;

/// <summary>What a run wrote about one input: detections, tracks and events, with class names.</summary>
public sealed class RunFolder
{
    private readonly Dictionary<string, int> _classes = [];
    private readonly List<string> _labels = [];
    private readonly Dictionary<long, Detection[]> _detections = [];
    private readonly Dictionary<long, List<(long Id, Detection Box)>> _tracks = [];
    private readonly Dictionary<long, int> _classOfTrack = [];

    private RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Width of the video in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height of the video in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>Frames of the video.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames per second, 0 when unknown.</summary>
    public double FrameRate { get; private set; }

    /// <summary>Class names that the run used; boxes refer to them by position.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Whether there is a <c>detections.jsonl</c>.</summary>
    public bool HasDetections { get; private set; }

    /// <summary>Whether there is a <c>tracks.csv</c>.</summary>
    public bool HasTracks { get; private set; }

    /// <summary>Events: type, rule and label as the key; without updates, and without those that only the end of the stream brought.</summary>
    public IReadOnlyList<TimedEvent> Events { get; private set; } = [];

    /// <summary>First label of each frame that a classifier looked at.</summary>
    public IReadOnlyList<string> TopLabels { get; private set; } = [];

    /// <summary>Reads a folder that <c>videodyn run</c> wrote for one input.</summary>
    /// <exception cref="VideoDynException">A file is missing or not as described (kind Input).</exception>
    public static RunFolder Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var run = new RunFolder(path);
        run.ReadSummary(System.IO.Path.Combine(path, "summary.json"));
        run.ReadEvents(System.IO.Path.Combine(path, "events.jsonl"));
        run.ReadDetections(System.IO.Path.Combine(path, "detections.jsonl"));
        run.ReadTracks(System.IO.Path.Combine(path, "tracks.csv"));
        return run;
    }

    /// <summary>Detections of a frame, or null when it was not analyzed.</summary>
    public IReadOnlyList<Detection>? DetectionsAt(long frame) => _detections.GetValueOrDefault(frame);

    /// <summary>Tracked boxes of a frame.</summary>
    public IReadOnlyList<(long Id, Detection Box)> TracksAt(long frame) => _tracks.TryGetValue(frame, out List<(long, Detection)>? found) ? found : [];

    /// <summary>What the run published for a frame: its detections, or the moved tracks where it was not analyzed.</summary>
    public IReadOnlyList<Detection> PublishedAt(long frame) => DetectionsAt(frame) ?? [.. TracksAt(frame).Select(track => track.Box)];

    /// <summary>Position of a class name, which is added when it is new.</summary>
    public int ClassOf(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!_classes.TryGetValue(label, out int index))
        {
            _classes.Add(label, index = _labels.Count);
            _labels.Add(label);
        }

        return index;
    }

    private void ReadSummary(string file) => RunText.Json(file, root =>
    {
        JsonElement inputs = root.GetProperty("inputs");
        if (inputs.GetArrayLength() != 1)
            throw VideoDynException.Input($"{file}: describes {inputs.GetArrayLength()} inputs, expected the folder of a run with one");
        JsonElement stream = inputs[0].GetProperty("stream");
        Width = stream.GetProperty("width").GetInt32();
        Height = stream.GetProperty("height").GetInt32();
        FrameRate = stream.GetProperty("frame_rate") is { ValueKind: JsonValueKind.Number } rate ? rate.GetDouble() : 0;
        Frames = inputs[0].GetProperty("ledger").GetProperty("received").GetInt64();
    });

    private void ReadEvents(string file)
    {
        var events = new List<TimedEvent>();
        var labels = new List<string>();
        RunText.Lines(file, (type, data) =>
        {
            if (data.TryGetProperty("labels", out JsonElement ranked) && ranked.GetArrayLength() > 0)
                labels.Add(ranked[0].GetProperty("label").GetString()!);
            if (!data.TryGetProperty("label", out JsonElement label))
                return;
            string name = label.GetString()!;
            if (data.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number)
                _classOfTrack[id.GetInt64()] = ClassOf(name);
            // That a recording ended while somebody was there says nothing about when they left.
            if (type.EndsWith(".updated", StringComparison.Ordinal) || (data.TryGetProperty("reason", out JsonElement reason) && reason.ValueEquals("end-of-stream"u8)))
                return;
            string? rule = data.TryGetProperty("rule", out JsonElement named) ? named.GetString() : null;
            string? direction = data.TryGetProperty("direction", out JsonElement way) ? way.GetString() : null;
            events.Add(new TimedEvent(RunTruth.EventKey(type, rule, name, direction), TimeSpan.FromSeconds(data.GetProperty("stream_time").GetDouble())));
        });
        Events = events;
        TopLabels = labels;
    }

    private void ReadDetections(string file)
    {
        if (!File.Exists(file))
            return;
        HasDetections = true;
        RunText.Lines(file, (_, data) =>
        {
            var found = new List<Detection>();
            foreach (JsonElement seen in data.GetProperty("detections").EnumerateArray())
            {
                JsonElement box = seen.GetProperty("box");
                found.Add(new Detection(
                    new BoundingBox(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle()),
                    ClassOf(seen.GetProperty("label").GetString()!),
                    seen.GetProperty("score").GetSingle()));
            }

            _detections[data.GetProperty("frame").GetInt64()] = [.. found];
        });
    }

    private void ReadTracks(string file)
    {
        if (!File.Exists(file))
            return;
        HasTracks = true;
        foreach (MotRecord record in MotFile.Read(file))
        {
            // The file numbers its classes; their names stand in the events of the same tracks.
            if (!_classOfTrack.TryGetValue(record.Id, out int kind))
                continue;
            if (!_tracks.TryGetValue(record.Frame - 1, out List<(long, Detection)>? boxes))
                _tracks.Add(record.Frame - 1, boxes = []);
            boxes.Add((record.Id, new Detection(record.Box, kind, record.Confidence)));
        }
    }
}
