using System.Numerics;
using System.Text.Json;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Pipeline.Tests.Actions;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Recording;

/// <summary>Pictures and clips of the embedded sample, from the decoder to the files.</summary>
public sealed class RecordedEventsTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task EveryEventOfAnObject_NamesItsPictureAndAClipThatHoldsIt()
    {
        (List<string> lines, RecordingCounts counts) = await RunAsync(_folder.Path);

        Assert.All(lines, line => Assert.Empty(EventSchemas.Problems(line)));
        JsonElement[] told = [.. lines.Select(Data).Where(data => data.TryGetProperty("clip", out _))];
        Assert.NotEmpty(told);
        foreach (JsonElement data in told)
        {
            (int width, int height, _) = Look(Path.Combine(_folder["s"], data.GetProperty("snapshot").GetString()!));
            Assert.Equal((320, 192), (width, height));
            float[] box = [.. data.GetProperty("snapshot_box").EnumerateArray().Select(edge => edge.GetSingle())];
            (int partWidth, int partHeight, _) = Look(Path.Combine(_folder["s"], data.GetProperty("snapshot_crop").GetString()!));
            Assert.InRange(partWidth, 0.5 * (box[2] - box[0]), (1.3 * (box[2] - box[0])) + 20);
            Assert.InRange(partHeight, 0.5 * (box[3] - box[1]), (1.3 * (box[3] - box[1])) + 20);
            Assert.InRange(data.GetProperty("snapshot_time").GetDouble(), 0, data.GetProperty("frame").GetInt32() / 15.0 + 0.001);
        }

        // Events share the clips that overlap; each is there and decodes, and holds the seconds around its events.
        Assert.Equal(told.Select(data => data.GetProperty("clip").GetString()).Distinct().Count(), counts.Clips);
        foreach (IGrouping<string, JsonElement> clip in told.GroupBy(data => data.GetProperty("clip").GetString()!))
        {
            (_, _, int frames) = Look(Path.Combine(_folder["c"], clip.Key));
            double[] times = [.. clip.Select(data => data.GetProperty("stream_time").GetDouble())];
            Assert.True(frames >= 15 * (times.Max() - times.Min()), $"{clip.Key} has {frames} frames for events from {times.Min()} to {times.Max()}");
        }

        Assert.Equal((told.Length, 0L, 0L, 0L), ((int)counts.Snapshots, counts.SnapshotsFailed, counts.ClipsFailed, counts.ClipsCut));
        Assert.DoesNotContain(lines, line => line.Contains("object.updated", StringComparison.Ordinal) && line.Contains("snapshot", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ASecondRun_GivesTheSameEventsAndFiles()
    {
        (List<string> first, _) = await RunAsync(_folder["1"]);
        (List<string> second, _) = await RunAsync(_folder["2"]);

        Assert.Equal(first, second);
        string[] files = [.. Directory.GetFiles(_folder["1"], "*", SearchOption.AllDirectories)];
        Assert.All(files, path => Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(path.Replace($"{_folder["1"]}/", $"{_folder["2"]}/", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task FoldersThatCannotBeWritten_AreCountedAndSaidOnce_AndTheEventsGoOut()
    {
        File.WriteAllText(_folder["s"], "in the way");
        File.WriteAllText(_folder["c"], "in the way");
        var said = new List<string>();

        (List<string> lines, RecordingCounts counts) = await RunAsync(_folder.Path, say: said.Add);

        (List<string> plain, _) = await RunAsync(_folder["plain"], record: false);
        Assert.Equal(plain, lines);
        Assert.True(counts is { Snapshots: 0, Clips: 0, SnapshotsFailed: > 5, ClipsFailed: > 5 }, counts.ToString());
        Assert.Contains("analysis goes on", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyWhatWasAskedFor_GetsAPictureOrClip()
    {
        (List<string> lines, _) = await RunAsync(
            _folder.Path, new EventChoice { Rules = ["line"] }, new EventChoice { Types = ["videodyn.zone.*"] });

        Assert.All(lines.Select(Data), data =>
        {
            string? rule = data.TryGetProperty("rule", out JsonElement name) ? name.GetString() : null;
            Assert.Equal(rule == "line", data.TryGetProperty("snapshot", out _));
            Assert.Equal(rule == "middle", data.TryGetProperty("clip", out _));
        });
    }

    [Fact]
    public async Task EventsThatAreNotPublished_LeaveNoFiles()
    {
        (List<string> lines, RecordingCounts counts) = await RunAsync(_folder.Path, types: ["videodyn.tripwire.*"]);

        Assert.Equal(lines.Count, counts.Snapshots);
        Assert.Equal(2 * lines.Count, Directory.GetFiles(_folder["s"], "*.jpg", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task ALiveCamera_HasPicturesAndClipsToo()
    {
        (List<string> lines, RecordingCounts counts) = await RunAsync(_folder.Path, live: new LiveOptions { Rate = 2 });

        JsonElement[] told = [.. lines.Select(Data).Where(data => data.TryGetProperty("clip", out _))];
        Assert.NotEmpty(told);
        Assert.Equal((told.Select(data => data.GetProperty("clip").GetString()).Distinct().Count(), 0), ((int)counts.Clips, (int)counts.ClipsFailed));
        Assert.All(told, data => Assert.True(Look(Path.Combine(_folder["c"], data.GetProperty("clip").GetString()!)).Frames > 5));
        Assert.All(told, data => Assert.Equal(320, Look(Path.Combine(_folder["s"], data.GetProperty("snapshot").GetString()!)).Width));
    }

    private static JsonElement Data(string line) => JsonDocument.Parse(line).RootElement.GetProperty("data");

    private static (int Width, int Height, int Frames) Look(string path)
    {
        using VideoFileSource source = MediaSource.Open(path, new MediaSourceOptions(), new FrameLedger(), default);
        (int width, int height, int frames) = (0, 0, 0);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            using (frame)
                (width, height, frames) = (frame!.Format.Width, frame.Format.Height, frames + 1);
            source.Ledger.Analyze();
        }

        return (width, height, frames);
    }

    private static async Task<(List<string> Lines, RecordingCounts Counts)> RunAsync(
        string folder, EventChoice? pictures = null, EventChoice? clips = null, Action<string>? say = null, bool record = true, IReadOnlyList<string>? types = null,
        LiveOptions? live = null)
    {
        AnalysisOptions options = SamplePaths.Options with
        {
            Live = live,
            Events = new EventOptions
            {
                Types = types ?? [],
                Rules = new RuleDefinitions
                {
                    Zones = [new ZoneRule { Name = "middle", Corners = [new(0.3f, 0.2f), new(0.7f, 0.2f), new(0.7f, 0.95f), new(0.3f, 0.95f)] }],
                    Tripwires = [new TripwireRule { Name = "line", From = new Vector2(0.5f, 1), To = new Vector2(0.5f, 0) }],
                },
                Recording = !record ? RecordingOptions.None : new RecordingOptions
                {
                    Snapshots = new SnapshotOptions { Folder = Path.Combine(folder, "s"), Events = pictures ?? new() },
                    Clips = new ClipOptions
                    {
                        Folder = Path.Combine(folder, "c"),
                        Events = clips ?? new(),
                        PreCapture = TimeSpan.FromSeconds(1),
                        PostCapture = TimeSpan.FromSeconds(0.5),
                    },
                },
            },
        };
        var output = new BytesOutput();
        await using var host = new CameraHost();
        JobResult result = await new RunJob(options, output) { OnRecordingProblem = say }.RunAsync(host, "a", _ => null, CancellationToken.None);
        Assert.Null(result.Error);
        return (output.Lines, result.Summary.Recorded ?? new RecordingCounts(0, 0, 0, 0, 0, 0));
    }
}
