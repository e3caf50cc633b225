using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Pipeline.Tests.Configuration;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Audit;

/// <summary>Audits in whole runs over the sample clip (225 frames, 15 s).</summary>
public sealed class AuditedRunTests : LeaseGuard
{
    private static readonly AuditOptions s_often = new() { Every = TimeSpan.FromSeconds(0.2), Share = 0.3, LeastBoxes = 5, Target = 0.5 };
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("change", "blocks:change")]
    [InlineData("every-n:3", "dense")]
    [InlineData("motion", "crops")]
    public async Task Audits_ChangeNothingThatIsPublished(string gate, string region)
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = gate, Region = region, Decode = DecodeNames.All }; // as audits do
        var outputs = new OutputChoices { Tracks = true, Detections = true, Explain = true };
        InputSummary plain = await RunAsync(options, outputs, "plain"), audited = await RunAsync(options with { Audit = s_often }, outputs, "audited");

        foreach (string file in new[] { "events.jsonl", "tracks.csv", "detections.jsonl", "decisions.jsonl" })
            Assert.Equal(File.ReadAllText(Path.Combine(_folder["plain"], file)), File.ReadAllText(Path.Combine(_folder["audited"], file)));
        Assert.Equal(0, plain.Ledger!.Audited);
        Assert.Null(plain.Audit);
        Assert.InRange(audited.Ledger!.Audited, 3, 76);
        Assert.Equal(audited.Ledger.Audited, audited.Audit!.Frames);
        Assert.Equal(plain.Ledger with { Skipped = audited.Ledger.Skipped, Dropped = audited.Ledger.Dropped, Failed = audited.Ledger.Failed, Audited = audited.Ledger.Audited }, audited.Ledger);
        Assert.True(audited.Audit.Frames > audited.Audit.AnalyzedFrames);
        Assert.True(audited.Audit.Macs <= 0.3 * (audited.Work!.Macs + audited.Audit.Macs));
        Assert.True(audited.Time!.Stages.ContainsKey("audit"));
        Assert.InRange(audited.Audit.Agreement.Value!.Value, 0.5, 1);
    }

    [Fact]
    public async Task Audits_OnActorsAndInOneThread_AreTheSame()
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = "change", Region = "blocks:change", Audit = s_often };
        InputSummary summary = await RunAsync(options, new OutputChoices(), "actors");
        using AnalysisSession session = AnalysisSession.Open(options);
        Assert.True(session.CreateRun().Run(CancellationToken.None));

        Assert.Equal(JsonSerializer.Serialize(AuditSummary.Of(session.Auditor!.Record)), JsonSerializer.Serialize(summary.Audit));
    }

    [Fact]
    public async Task AgreementBelowTheTarget_IsAWarningOfTheSummary()
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = "every-n:60", Audit = s_often with { Share = 1, Target = 0.999 } };
        InputSummary summary = await RunAsync(options, new OutputChoices(), "out");

        Assert.True(summary.Audit!.BelowTarget);
        Assert.Contains("below the target of 0.999", summary.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRange_AreRefusedWithTheOthers() =>
        Assert.Contains(SamplePaths.Options with { Audit = new AuditOptions { Share = 3 } } is var options ? options.Validate() : [], error => error.Contains("Share", StringComparison.Ordinal));

    [SharedDataFact("models/deeplabv3_mobilenet_257.onnx")]
    public void Segmenter_CannotBeAudited()
    {
        AnalysisOptions options = SamplePaths.Options with { Model = SharedData.PathOf("models/deeplabv3_mobilenet_257.onnx"), Audit = new AuditOptions() };
        VideoDynException error = Assert.Throws<VideoDynException>(() => AnalysisSession.Open(options).Dispose());

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("audits compare boxes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false, 30, null)]
    [InlineData("audit: true", true, 30, null)]
    [InlineData("audit: {every: 60, target: 0.9}", true, 60, 0.9)]
    [InlineData("audit: {enabled: false, every: 60}", false, 60, null)]
    public void Configuration_SaysWhetherAndHowOften(string text, bool audits, double every, double? target)
    {
        CameraConfiguration camera = Yaml.Camera($"model: m.onnx\n{text}\ncameras: {{a: {{input: a.mp4}}}}");

        Assert.Equal(audits ? new AuditOptions { Every = TimeSpan.FromSeconds(every), Target = target } : null, camera.ToAnalysisOptions().Audit);
    }

    private async Task<InputSummary> RunAsync(AnalysisOptions options, OutputChoices outputs, string name)
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 1 });
        JobResult result = await new RunJob(options, _folder[name], outputs).RunAsync(host, "one", _ => null, CancellationToken.None);
        Assert.Null(result.Error);
        return result.Summary;
    }
}
