using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Temporal.Gates.Adaptive;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Audit;

/// <summary>Gate adaptive in whole runs over the sample clip.</summary>
public sealed class AdaptiveRunTests : LeaseGuard
{
    private static readonly AnalysisOptions s_options = SamplePaths.Options with
    {
        Gate = "adaptive:0.995",
        Audit = new AuditOptions { Every = TimeSpan.FromSeconds(0.1), Share = 0.9 },
    };

    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void SameFile_GivesTheSameLossAndDecisions_AndTheNextRunGoesOnFromThere()
    {
        (double first, long analyzed) = Run(s_options with { State = _folder["a"] });
        (double again, long analyzedAgain) = Run(s_options with { State = _folder["b"] });
        (double next, _) = Run(s_options with { State = _folder["a"], Duration = TimeSpan.FromSeconds(0.3) });

        Assert.Equal((first, analyzed), (again, analyzedAgain));
        Assert.NotEqual(new AdaptiveGateOptions().Change.Loss, first);
        Assert.Equal(first, next);
    }

    [Fact]
    public async Task WithoutAudit_ItAuditsByItself()
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 1 });
        JobResult result = await new RunJob(SamplePaths.Options with { Gate = "adaptive" }, _folder["out"], new OutputChoices()).RunAsync(host, "one", _ => null, CancellationToken.None);

        Assert.Null(result.Error);
        Assert.NotNull(result.Summary.Audit);
        Assert.Equal(result.Summary.Audit.Frames, result.Summary.Ledger!.Audited);
    }

    [Theory]
    [InlineData("adaptive", 0.95)]
    [InlineData("adaptive:0.9", 0.9)]
    [InlineData("adaptive:loss=0.1", 0.95)]
    [InlineData("adaptive:0.9,max-age=5", 0.9)]
    public void Registry_ReadsTheAgreementAndTheOptionsOfChange(string text, double target)
    {
        var gate = Assert.IsType<AdaptiveGate>(PlanRegistry.CreateGate(text));
        var numbers = new Core.Plans.GateNumbers();
        gate.Explain(numbers);

        Assert.Equal(target, numbers.All.Single(number => number.Name == "target").Value);
        Assert.Equal(text.Contains("loss", StringComparison.Ordinal) ? 0.1 : new AdaptiveGateOptions().Change.Loss, gate.Loss);
    }

    [Theory]
    [InlineData("adaptive:x", "expects an agreement such as 0.95, found 'x'")]
    [InlineData("adaptive:1.5", "Target")]
    [InlineData("adaptive:0.9,lost=1", "option 'lost' is unknown")]
    [InlineData("any(adaptive+every-n:5)", "keeps a memory of its own and cannot stand inside")]
    public void Registry_RefusesWhatCannotBe(string text, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.CheckGate(text));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static (double Loss, long Analyzed) Run(AnalysisOptions options)
    {
        using AnalysisSession session = AnalysisSession.Open(options);
        var last = new LastNumbers();
        Pipeline.Running.StreamRun run = session.CreateRun(last);
        Assert.True(run.Run(CancellationToken.None));
        return (last.Loss, run.Totals.Analyzed);
    }

    private sealed class LastNumbers : Pipeline.Running.IFrameObserver
    {
        public double Loss { get; private set; }

        public Core.Measuring.Stage Stage => Core.Measuring.Stage.Rest;

        public bool WantsNumbers => true;

        public void OnFrame(Pipeline.Running.FrameView view) => Loss = view.Numbers.All.Single(number => number.Name == "loss").Value;
    }
}
