using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>Recordings as cameras: they wait, lose nothing, and end.</summary>
public class RecordedCameraTests : LeaseGuard
{
    [Fact]
    public async Task Recording_ToItsEnd_PublishesEveryFrameInOrder()
    {
        using var world = new CameraWorld();
        ScriptedCamera camera = Recording("a", 20, gate: new EveryNGate(3));

        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Equal(new CameraOutcome(null, Interrupted: false), await ended);
        Assert.Equal(Enumerable.Range(0, 20).Select(index => (long)index), camera.Published);
        LedgerSnapshot ledger = camera.Ledger.Snapshot();
        Assert.Equal((20, 7, 13, 0), (ledger.Received, ledger.Analyzed, ledger.Skipped[SkipReasons.EveryN], ledger.InFlight));
        Assert.Equal((1, 1, 1), (camera.Completed, camera.Closed, camera.Disposed));
    }

    [Fact]
    public void Recording_AnyInterleaving_HasOneOutcomeAndKeepsItsAccount() => Actors.TestKit.Explorer.Explore(200, world =>
    {
        var cameras = new CameraWorld(world, workers: 2);
        ScriptedCamera[] recordings = [Recording("a", 6), Recording("b", 9, gate: new EveryNGate(2)), Recording("c", 3)];
        foreach (ScriptedCamera recording in recordings)
            cameras.Start(recording);

        cameras.RunChecking([.. recordings.Select(recording => recording.Ledger)]);

        Assert.Equal([6, 9, 3], recordings.Select(recording => recording.Published.Count));
        Assert.All(recordings, recording => Assert.Equal(recording.Published.Order(), recording.Published));
        Assert.All(recordings, recording => Assert.Equal(0, recording.Ledger.Snapshot().InFlight));
    });

    [Fact]
    public void Recording_StoppedAtAnyStep_DropsWhatItHadReadAndClosesItsOutputs() => Actors.TestKit.Explorer.Explore(200, world =>
    {
        // What the reader told itself is lost when it stops, and is no frame.
        world.ExpectDrops(Actors.Mailboxes.DropCause.ActorStopped);
        var cameras = new CameraWorld(world);
        ScriptedCamera recording = Recording("a", 1000);
        using var stop = new CancellationTokenSource();
        cameras.Start(recording, stop.Token);
        int steps = world.Random.Next(60);
        for (int step = 0; step < steps; step++)
            world.Dispatcher.Step();

        stop.Cancel();
        cameras.RunChecking(recording.Ledger);

        LedgerSnapshot ledger = recording.Ledger.Snapshot();
        Assert.Equal(0, ledger.InFlight);
        Assert.Equal(ledger.Received, ledger.Analyzed + ledger.Dropped.GetValueOrDefault(DropCauses.Interrupted));
        Assert.Equal(ledger.Analyzed, recording.Published.Count);
        Assert.Equal(recording.Flow is null ? 0 : 1, recording.Closed);
    });

    [Fact]
    public async Task Recording_AnalyzerFails_EndsWithTheErrorAndABalancedAccount()
    {
        using var world = new CameraWorld();
        ScriptedCamera camera = Recording("a", 20, analyzer: new ScriptedAnalyzer(_ => []) { FailAt = 7 });

        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Equal(ErrorKind.Model, Assert.IsType<VideoDynException>((await ended).Error).Kind);
        LedgerSnapshot ledger = camera.Ledger.Snapshot();
        Assert.Equal((7, 1, 0), (ledger.Analyzed, ledger.Failed[FailCauses.Inference], ledger.InFlight));
        Assert.Equal(7, camera.Published.Count);
        Assert.Equal((0, 1, 1), (camera.Completed, camera.Closed, camera.Disposed));
    }

    [Fact]
    public async Task Recording_ReadingFails_PublishesWhatWasReadBefore()
    {
        using var world = new CameraWorld();
        var camera = new ScriptedCamera("a", isLive: false, (_, ledger) => new ScriptedSource(20) { Ledger = ledger, BeforeRead = ScriptedSource.FailAt(5) });

        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Equal(ErrorKind.Input, Assert.IsType<VideoDynException>((await ended).Error).Kind);
        Assert.Equal(5, camera.Published.Count);
        Assert.Equal(0, camera.Ledger.Snapshot().InFlight);
    }

    [Fact]
    public async Task Recording_ObserverFails_EndsWithTheError()
    {
        using var world = new CameraWorld();
        ScriptedCamera camera = Recording("a", 20, observer: new Failing(3));
        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Equal(ErrorKind.Output, Assert.IsType<VideoDynException>((await ended).Error).Kind);
        Assert.Equal(0, camera.Ledger.Snapshot().InFlight);
        Assert.Equal([0, 1, 2], camera.Published);
    }

    [Fact]
    public async Task Recording_ThatCannotBeOpened_EndsWithTheErrorAndLeavesTheOthersAlone()
    {
        using var world = new CameraWorld();
        ScriptedCamera good = Recording("good", 10);
        ScriptedCamera bad = Recording("bad", 10, openFails: VideoDynException.Model("m.onnx: is not there"));

        Task<CameraOutcome> first = world.Start(bad), second = world.Start(good);
        world.RunChecking(good.Ledger);

        Assert.Equal("m.onnx: is not there", (await first).Error!.Message);
        Assert.Null((await second).Error);
        Assert.Equal(10, good.Published.Count);
    }

    [Fact]
    public async Task Recording_OutputsCannotBeClosed_SaysSo()
    {
        using var world = new CameraWorld();
        ScriptedCamera camera = Recording("a", 2, completeFails: VideoDynException.Output("disk full"));
        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Equal("disk full", (await ended).Error!.Message);
        Assert.Equal((1, 1), (camera.Closed, camera.Disposed));
    }

    [Fact]
    public async Task TwoCamerasOfOneName_AreRefused()
    {
        using var world = new CameraWorld();
        Task<CameraOutcome> first = world.Start(Recording("gate", 3));
        VideoDynException error = await Assert.ThrowsAsync<VideoDynException>(() => world.Start(Recording("gate", 3)));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("gate", error.Message, StringComparison.Ordinal);
        world.Actors.Run();
        await first;
    }

    private static ScriptedCamera Recording(
        string name, int frames, Core.Plans.IGate? gate = null, ScriptedAnalyzer? analyzer = null, IFrameObserver? observer = null,
        Exception? openFails = null, Exception? completeFails = null) =>
        new(name, isLive: false, (_, ledger) => new ScriptedSource(frames) { Ledger = ledger })
        {
            Gate = gate ?? new AllGate(),
            Analyzer = analyzer ?? new ScriptedAnalyzer(_ => []),
            Observer = observer,
            OpenFails = openFails,
            CompleteFails = completeFails,
        };

    private sealed class Failing(int at) : IFrameObserver
    {
        public Stage Stage => Stage.Events;

        public void OnFrame(FrameView view)
        {
            if (view.Frame.Index == at)
                throw VideoDynException.Output("no room");
        }
    }
}
