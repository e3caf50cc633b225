using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Running;

public class StreamRunTests : LeaseGuard
{
    private static readonly Detection s_thing = new(new BoundingBox(1, 1, 5, 5), 0, 0.9f);

    [Fact]
    public void Run_EveryThird_AnalyzesThoseAndBooksEveryFrame()
    {
        using var source = new ScriptedSource(10);
        using var analyzer = new ScriptedAnalyzer(_ => [s_thing]);
        var run = new StreamRun(source, new EveryNGate(3), new DenseRegion(), analyzer, []);

        Assert.True(run.Run(CancellationToken.None));

        Assert.Equal([0, 3, 6, 9], analyzer.Analyzed);
        LedgerSnapshot ledger = source.Ledger.Snapshot();
        Assert.True(ledger.IsBalanced);
        Assert.Equal((10, 4, 6, 0), (ledger.Received, ledger.Analyzed, ledger.Skipped[SkipReasons.EveryN], ledger.InFlight));
        Assert.Equal((10, 4, 4, 400), (run.Totals.Frames, run.Totals.Analyzed, run.Totals.Objects, run.Totals.Macs));
    }

    [Fact]
    public void Run_Observers_SeeEveryFrameInOrderWithItsDecision()
    {
        using var source = new ScriptedSource(4);
        using var analyzer = new ScriptedAnalyzer(_ => [s_thing]);
        var observer = new Recorder();

        new StreamRun(source, new EveryNGate(2), new DenseRegion(), analyzer, [observer]).Run(CancellationToken.None);

        Assert.Equal([(0, true), (1, false), (2, true), (3, false)], observer.Seen);
    }

    [Fact]
    public void Run_Cancelled_EndsWithABalancedLedger()
    {
        using var stop = new CancellationTokenSource();
        using var source = new ScriptedSource(10)
        {
            BeforeRead = index =>
            {
                if (index == 4)
                    stop.Cancel();
            },
        };
        using var analyzer = new ScriptedAnalyzer(_ => []);
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, []);

        Assert.False(run.Run(stop.Token));
        Assert.Equal(4, run.Totals.Analyzed);
        Assert.True(source.Ledger.Snapshot().IsBalanced);
    }

    [Fact]
    public void Run_AnalyzerFails_BooksTheFrameAsFailedAndThrows()
    {
        using var source = new ScriptedSource(5);
        using var analyzer = new ScriptedAnalyzer(_ => []) { FailAt = 2 };
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, []);

        VideoDynException error = Assert.Throws<VideoDynException>(() => run.Run(CancellationToken.None));

        Assert.Equal(ErrorKind.Model, error.Kind);
        LedgerSnapshot ledger = source.Ledger.Snapshot();
        Assert.Equal(1, ledger.Failed[FailCauses.Inference]);
        Assert.True(ledger.IsBalanced);
        Assert.Equal(0, ledger.InFlight);
    }

    [Fact]
    public void Run_SourceFails_Throws()
    {
        using var source = new ScriptedSource(5) { BeforeRead = ScriptedSource.FailAt(3) };
        using var analyzer = new ScriptedAnalyzer(_ => []);
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, []);

        Assert.Equal(ErrorKind.Input, Assert.Throws<VideoDynException>(() => run.Run(CancellationToken.None)).Kind);
        Assert.Equal(3, run.Totals.Frames);
    }

    [Fact]
    public void Run_ObserverTime_IsBookedToItsStage()
    {
        using var source = new ScriptedSource(3);
        using var analyzer = new ScriptedAnalyzer(_ => []);
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, [new Recorder()]);
        run.Run(CancellationToken.None);

        Assert.True(run.Clock.Wall(Stage.Events) > TimeSpan.Zero);
    }

    [Fact]
    public void Step_ByStep_DoesWhatRunDoes()
    {
        using var source = new ScriptedSource(5);
        using var analyzer = new ScriptedAnalyzer(_ => [s_thing]);
        var run = new StreamRun(source, new EveryNGate(2), new DenseRegion(), analyzer, []);

        int steps = 0;
        while (run.Step(CancellationToken.None))
            Assert.Equal(++steps, run.Totals.Frames);

        Assert.Equal(5, steps);
        Assert.Equal([0, 2, 4], analyzer.Analyzed);
        Assert.True(source.Ledger.Snapshot().IsBalanced);
    }

    private sealed class Recorder : IFrameObserver
    {
        public List<(long Index, bool Analyzed)> Seen { get; } = [];

        public Stage Stage => Stage.Events;

        public void OnFrame(FrameView view) => Seen.Add((view.Frame.Index, view.IsAnalyzed));
    }
}
