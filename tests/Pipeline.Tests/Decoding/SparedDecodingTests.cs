using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Summary;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Decoding;

/// <summary>What is published is the same to the byte, however much was decoded.</summary>
public sealed class SparedDecodingTests : LeaseGuard
{
    [Theory]
    [InlineData("every-n:5", null)]
    [InlineData("every-n:7", 2.0)]
    [InlineData("all", 1.5)]
    [InlineData("any(every-n:9+every-n:12)", null)]
    [InlineData("all(every-n:2+every-n:3)", null)]
    public async Task Files_DecodedAsNeeded_GiveTheSameBytes(string gate, double? rate)
    {
        using var folder = new TemporaryFolder();
        string clip = TestClips.Make(".mp4", $"-i {SamplePaths.Options.Input} -c:v libx264 -bf 2 -g 20 -pix_fmt yuv420p");
        AnalysisOptions options = SamplePaths.Options with { Input = clip, Gate = gate, MaxFps = rate, Name = "clip" };
        InputSummary all = await RunAsync(options with { Decode = DecodeNames.All }, folder["all"], new OutputChoices { Tracks = true, Detections = true, Explain = true });
        InputSummary needed = await RunAsync(options, folder["needed"], new OutputChoices { Tracks = true, Detections = true, Explain = true });

        foreach (string file in new[] { "events.jsonl", "tracks.csv", "detections.jsonl", "decisions.jsonl" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["all"], file)), File.ReadAllText(Path.Combine(folder["needed"], file)));
        Assert.Equal(all.Ledger!.Received, all.Ledger.Decoded);
        Assert.True(needed.Ledger!.Decoded < 0.75 * all.Ledger.Decoded, $"{needed.Ledger.Decoded} of {all.Ledger.Decoded} decoded");
        Assert.Equal(all.Ledger with { Decoded = 0 }, needed.Ledger with { Decoded = 0 }, SameAccount);
        Assert.Equal(all.Decisions, needed.Decisions);
    }

    [Theory]
    [InlineData("all", false)]
    [InlineData("motion", false)]
    [InlineData("any(every-n:5+motion)", false)]
    [InlineData("every-n:5", true)]
    public async Task File_SomebodyLooksAtEveryPicture_DecodesAll(string gate, bool annotate)
    {
        using var folder = new TemporaryFolder();
        InputSummary summary = await RunAsync(SamplePaths.Options with { Gate = gate }, folder["out"], new OutputChoices { Annotate = annotate });
        Assert.Equal(summary.Ledger!.Received, summary.Ledger.Decoded);
    }

    [Fact]
    public void Validate_UnknownWord_NamesThoseThatAreKnown() =>
        Assert.Contains("decode 'neded' is unknown; expected all, needed, idle", string.Join('\n', (SamplePaths.Options with { Decode = "neded" }).Validate()), StringComparison.Ordinal);

    private static bool SameAccount(LedgerSnapshot? one, LedgerSnapshot? other) =>
        (one!.Received, one.Analyzed, one.Reused, one.InFlight, one.IsBalanced) == (other!.Received, other.Analyzed, other.Reused, other.InFlight, other.IsBalanced)
        && one.Skipped.SequenceEqual(other.Skipped) && one.Failed.SequenceEqual(other.Failed) && one.Dropped.SequenceEqual(other.Dropped);

    private static async Task<InputSummary> RunAsync(AnalysisOptions options, string folder, OutputChoices outputs)
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 2 });
        JobResult result = await new RunJob(options, folder, outputs).RunAsync(host, "a", _ => null, CancellationToken.None);
        Assert.Equal("done", result.Summary.Status);
        Assert.True(result.Summary.Ledger is { IsBalanced: true, InFlight: 0 });
        return result.Summary;
    }
}
