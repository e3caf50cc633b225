using System.Text.Json;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Decoding;

/// <summary>Clip and sequence models get the pictures that they may look at, and nothing that they say differs.</summary>
public sealed class ActionDecodingTests : LeaseGuard
{
    // 30 frames a second; the clip model takes 5, the sequence model 10.
    private const string Scene = "-f lavfi -i testsrc2=size=128x96:rate=30:duration=9 -pix_fmt yuv420p";
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    // Where each second begins with a key frame, what comes after the last wanted picture of it is left out.
    [Theory]
    [InlineData("-c:v libx264 -bf 3 -g 250 -x264-params b-adapt=0:scenecut=0:b-pyramid=none", ".mp4", 0.60)]
    [InlineData("-c:v libx264 -bf 2 -g 15 -x264-params b-adapt=0:scenecut=0", ".mp4", 0.60)]
    [InlineData("-c:v libx265 -bf 3 -g 60 -x265-params log-level=none", ".mp4", 0.75)]
    [InlineData("-c:v mjpeg", ".avi", 0.22)]
    public async Task ClipModel_NeverExits_DecodesWhatItsInstantsShow(string coding, string container, double most)
    {
        (InputSummary all, InputSummary needed) = await CompareAsync(coding, container, ClipModel("exit: never"), null);
        Assert.Equal(9, needed.Actions[0].Clips!.Answered);
        Assert.True(needed.Ledger!.Decoded <= most * all.Ledger!.Decoded, $"{needed.Ledger.Decoded} of {all.Ledger.Decoded} decoded");
    }

    [Theory]
    [InlineData("-c:v mjpeg", ".avi", 3)]
    [InlineData("-c:v libx264 -bf 2 -g 15 -x264-params b-adapt=0:scenecut=0", ".mp4", 0)]
    [InlineData("-c:v libx264 -bf 0 -g 5 -sc_threshold 0", ".mp4", 9)]
    public async Task ClipModel_AnsweredEarly_LeavesOutTheRestOfTheClip(string coding, string container, int fewer)
    {
        (_, InputSummary whole) = await CompareAsync(coding, container, ClipModel("exit: never"), null);
        (_, InputSummary exits) = await CompareAsync(coding, container, ClipModel("thresholds: {first: 0, report: 0}"), null);
        Assert.Equal(9, exits.Actions[0].FramesUsed);
        Assert.Equal(45, whole.Actions[0].FramesUsed);
        Assert.True(exits.Ledger!.Decoded <= whole.Ledger!.Decoded - fewer, $"{exits.Ledger.Decoded} decoded, {whole.Ledger.Decoded} without exits");
    }

    [Theory]
    [InlineData("stride: 2")]
    [InlineData("trigger: change")]
    [InlineData("stride: 1\norder: time")]
    public async Task ClipModel_OtherClips_SayTheSame(string extra)
    {
        (InputSummary all, InputSummary needed) = await CompareAsync("-c:v libx264 -bf 2 -g 30 -x264-params b-adapt=0:scenecut=0", ".mp4", ClipModel(extra), null);
        Assert.True(needed.Ledger!.Decoded < 0.7 * all.Ledger!.Decoded, $"{needed.Ledger.Decoded} of {all.Ledger.Decoded} decoded");
    }

    [Fact]
    public async Task SequenceModel_FramesBetweenItsSteps_AreNotDecoded()
    {
        (InputSummary all, InputSummary needed) = await CompareAsync("-c:v mjpeg", ".avi", null, SequenceModel());
        Assert.Equal(90, needed.Actions[0].Sequence!.Steps);
        Assert.InRange(needed.Ledger!.Decoded, 90, 99);
        Assert.Equal(270, all.Ledger!.Decoded);
    }

    [Fact]
    public async Task ClipAndSequenceModelAndDetector_ShareWhatIsDecoded()
    {
        (InputSummary all, InputSummary needed) = await CompareAsync(
            "-c:v libx264 -bf 2 -g 30 -x264-params b-adapt=0:scenecut=0", ".mp4", ClipModel(""), SequenceModel(), options => options with { Model = SamplePaths.Options.Model, Gate = "every-n:10" });
        Assert.Equal(27, needed.Ledger!.Analyzed);
        Assert.True(needed.Ledger.Decoded < 0.8 * all.Ledger!.Decoded, $"{needed.Ledger.Decoded} of {all.Ledger.Decoded} decoded");
    }

    [Fact]
    public async Task Range_AskedFor_SaysTheSame()
    {
        (_, InputSummary needed) = await CompareAsync(
            "-c:v libx264 -bf 2 -g 20", ".mp4", ClipModel(""), SequenceModel(), options => options with { Start = TimeSpan.FromSeconds(1.3), Duration = TimeSpan.FromSeconds(4.1) });
        Assert.True(needed.Actions[0].Clips!.Answered >= 3);
    }

    [Fact]
    public async Task PicturesThatChangeTheirSize_SaysTheSame()
    {
        string folder = _folder["parts"];
        Directory.CreateDirectory(folder);
        string[] parts =
        [
            .. new[] { "128x96:rate=30:duration=4 -output_ts_offset 0", "160x120:rate=30:duration=4 -output_ts_offset 4" }
                .Select(size => TestClips.Make(".ts", $"-f lavfi -i testsrc2=size={size} -pix_fmt yuv420p -c:v libx264 -bf 0 -g 30")),
        ];
        string joined = Path.Combine(folder, "joined.ts");
        File.WriteAllBytes(joined, [.. File.ReadAllBytes(parts[0]), .. File.ReadAllBytes(parts[1])]);
        (InputSummary all, InputSummary needed) = await CompareAsync(new AnalysisOptions { Input = joined, Model = "", ClipModel = ClipModel(""), SequenceModel = SequenceModel() });
        Assert.Equal(240, all.Ledger!.Received);
        Assert.InRange(needed.Ledger!.Decoded, 120, 235); // not all of the first half, all of the second
    }

    [Fact]
    public async Task OneThread_DecodesAsMuchAsActors()
    {
        AnalysisOptions options = Options("-c:v libx264 -bf 2 -g 15 -x264-params b-adapt=0:scenecut=0", ".mp4") with { Model = "", ClipModel = ClipModel("thresholds: {first: 0}") };
        using AnalysisSession session = AnalysisSession.Open(options);
        StreamRun run = session.CreateRun();
        Assert.True(run.Run(CancellationToken.None));
        session.Actions!.Complete(run.Clock);
        for (int round = 0; round < 3; round++)
            Assert.Equal(session.Source.Ledger.Snapshot().Decoded, (await RunAsync(options, $"round-{round}")).Ledger!.Decoded);
    }

    [Fact]
    public async Task Annotated_DecodesAll()
    {
        AnalysisOptions options = Options("-c:v libx264 -bf 2 -g 30 -x264-params b-adapt=0:scenecut=0", ".mp4") with { Model = "", ClipModel = ClipModel("") };
        InputSummary summary = await RunAsync(options, "annotated", new OutputChoices { Annotate = true });
        Assert.Equal(270, summary.Ledger!.Decoded);
    }

    [SharedDataTheory("videos/asl/again.mkv")]
    [InlineData("again")]
    [InlineData("book")]
    [InlineData("walk")]
    public async Task RealVideo_WithTheEmbeddedModels_SaysTheSameOfFewerPictures(string sign)
    {
        string models = Path.Combine(RepositoryRoot.Path, "samples", "models");
        (InputSummary all, InputSummary needed) = await CompareAsync(new AnalysisOptions
        {
            Input = SharedData.PathOf($"videos/asl/{sign}.mkv"),
            Model = "",
            ClipModel = Path.Combine(models, "clip-exit"),
        });
        Assert.True(needed.Actions[0].Clips!.Answered >= 1);
        Assert.True(needed.Ledger!.Decoded < all.Ledger!.Decoded, $"{needed.Ledger.Decoded} of {all.Ledger.Decoded} decoded");
    }

    private static AnalysisOptions Options(string coding, string container) => new() { Input = TestClips.Make(container, $"{Scene} {coding}"), Model = "" };

    private Task<(InputSummary All, InputSummary Needed)> CompareAsync(
        string coding, string container, string? clip, string? sequence, Func<AnalysisOptions, AnalysisOptions>? change = null)
    {
        AnalysisOptions options = Options(coding, container) with { ClipModel = clip, SequenceModel = sequence };
        return CompareAsync(change?.Invoke(options) ?? options);
    }

    private async Task<(InputSummary All, InputSummary Needed)> CompareAsync(AnalysisOptions options)
    {
        options = options with { Name = "clip" };
        InputSummary all = await RunAsync(options with { Decode = DecodeNames.All }, "all");
        InputSummary needed = await RunAsync(options, "needed");
        string events = File.ReadAllText(Path.Combine(_folder["all"], "events.jsonl"));
        Assert.NotEmpty(events);
        Assert.Equal(events, File.ReadAllText(Path.Combine(_folder["needed"], "events.jsonl")));
        Assert.Equal(JsonSerializer.Serialize(all.Actions), JsonSerializer.Serialize(needed.Actions));
        Assert.Equal(JsonSerializer.Serialize(all.Decisions), JsonSerializer.Serialize(needed.Decisions));
        // How far beyond the end of a range packets were read depends on who waits for what.
        if (options.Duration is null)
            Assert.Equal((all.Ledger!.Received, all.Ledger.Received), (all.Ledger.Decoded, needed.Ledger!.Received));
        return (all, needed);
    }

    private async Task<InputSummary> RunAsync(AnalysisOptions options, string name, OutputChoices? outputs = null)
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 2 });
        JobResult result = await new RunJob(options, _folder[name], outputs ?? new OutputChoices()).RunAsync(host, "a", _ => null, CancellationToken.None);
        Assert.Null(result.Error?.Message);
        Assert.True(result.Summary.Ledger is { IsBalanced: true, InFlight: 0 });
        return result.Summary;
    }

    private string ClipModel(string extra)
    {
        var toy = new ToyClipModel();
        if (extra.Contains("thresholds:", StringComparison.Ordinal))
            toy.Yaml = toy.Yaml.Replace("thresholds: {first: 1.01}\n", "", StringComparison.Ordinal);
        else
            toy.Yaml = toy.Yaml.Replace("first: 1.01", "first: 1.01, report: 0", StringComparison.Ordinal);
        if (extra.Contains("order:", StringComparison.Ordinal))
            toy.Yaml = toy.Yaml.Replace("order: [2, 0, 4, 1, 3]\n", "", StringComparison.Ordinal);
        toy.Yaml += "\n" + extra + "\n";
        return toy.Save(_folder, $"clip-{Guid.NewGuid():N}");
    }

    private string SequenceModel() => new ToySequenceModel(new PlainGru(3, -2)).Save(_folder);
}
