using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Scheduling.Batching;
using VideoDyn.Pipeline.Tests.Scheduling;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>Cameras whose crops go through together: none loses a frame, none holds up another.</summary>
public class BatchedCameraTests : LeaseGuard
{
    private static readonly CropBatchOptions s_batches = new();

    [Fact]
    public void Cameras_AnyInterleaving_PublishEveryFrameInOrder() => Explorer.Explore(200, world =>
    {
        var cameras = new CameraWorld(world, workers: 2, s_batches);
        var lane = new FakeLane();
        BatchingAnalyzer[] analyzers = [new(lane), new(lane, 3), new(lane, 1)];
        ScriptedCamera[] recordings = [Recording("a", 6, analyzers[0]), Recording("b", 9, analyzers[1]), Recording("c", 3, analyzers[2])];
        foreach (ScriptedCamera recording in recordings)
            cameras.Start(recording);

        RunToTheEnd(cameras, recordings);

        Assert.Equal([6, 9, 3], recordings.Select(recording => recording.Published.Count));
        Assert.Equal([6, 9, 3], analyzers.Select(analyzer => analyzer.Completed.Count));
        Assert.All(recordings, recording => Assert.Equal(recording.Published.Order(), recording.Published));
        Assert.Equal(lane.Runs.Sum(run => run.Length), cameras.Host.CropBatches.Crops);
        Assert.Equal((2 * 4) + (3 * 6) + 2, cameras.Host.CropBatches.Crops);
    });

    [Fact]
    public void Camera_Alone_NeedsNoTimeForItsBatches()
    {
        using var world = new ActorWorld();
        var cameras = new CameraWorld(world, workers: 2, s_batches);
        ScriptedCamera recording = Recording("a", 20, new BatchingAnalyzer(new FakeLane()));
        cameras.Start(recording);
        cameras.RunChecking(recording.Ledger);
        Assert.Equal(20, recording.Published.Count);
        Assert.Equal(TimeSpan.Zero, world.Time.Elapsed);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("complete")]
    [InlineData("run")]
    public async Task Camera_ThatFails_LeavesTheOthersAlone(string where)
    {
        using var world = new ActorWorld();
        var cameras = new CameraWorld(world, workers: 2, s_batches);
        var lane = new FakeLane();
        var failing = new BatchingAnalyzer(lane) { BeginFailsAt = where == "begin" ? 4 : null, CompleteFailsAt = where == "complete" ? 4 : null };
        if (where == "run")
            lane.Bad.Add(failing.Crops[1]);
        ScriptedCamera bad = Recording("bad", 30, failing), good = Recording("good", 30, new BatchingAnalyzer(lane));
        Task<CameraOutcome> first = cameras.Start(bad), second = cameras.Start(good);
        RunToTheEnd(cameras, [bad, good]);

        Assert.Contains("fake.onnx", (await first).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, bad.Ledger.Snapshot().Failed[FailCauses.Inference]);
        Assert.Equal(new CameraOutcome(null, Interrupted: false), await second);
        Assert.Equal(30, good.Published.Count);
    }

    [Fact]
    public void Camera_StoppedAtAnyStep_KeepsItsAccountAndTheOtherGoesOn() => Explorer.Explore(200, world =>
    {
        world.ExpectDrops(DropCause.ActorStopped);
        var cameras = new CameraWorld(world, workers: 2, s_batches);
        var lane = new FakeLane();
        ScriptedCamera stopped = Recording("a", 1000, new BatchingAnalyzer(lane)), other = Recording("b", 12, new BatchingAnalyzer(lane));
        using var stop = new CancellationTokenSource();
        cameras.Start(stopped, stop.Token);
        cameras.Start(other);
        int steps = world.Random.Next(80);
        for (int step = 0; step < steps; step++)
            world.Dispatcher.Step();
        stop.Cancel();
        RunToTheEnd(cameras, [stopped, other]);

        LedgerSnapshot ledger = stopped.Ledger.Snapshot();
        Assert.Equal(ledger.Received, ledger.Analyzed + ledger.Dropped.GetValueOrDefault(DropCauses.Interrupted));
        Assert.Equal(12, other.Published.Count);
    });

    [Fact]
    public void Host_ThatStops_LeavesNoFrameWhoseCropsWait()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        var cameras = new CameraWorld(world, workers: 1, s_batches);
        var lane = new FakeLane();
        ScriptedCamera[] recordings = [Recording("a", 50, new BatchingAnalyzer(lane)), Recording("b", 50, new BatchingAnalyzer(lane))];
        foreach (ScriptedCamera recording in recordings)
            cameras.Start(recording);
        for (int step = 0; step < 150; step++)
            world.Dispatcher.Step();
        _ = cameras.Host.StopAsync(TimeSpan.FromSeconds(1));
        world.Advance(TimeSpan.FromSeconds(2));
        Assert.All(recordings, recording => Assert.Equal((true, 0), (recording.Ledger.Snapshot().IsBalanced, recording.Ledger.Snapshot().InFlight)));
    }

    private static void RunToTheEnd(CameraWorld cameras, ScriptedCamera[] recordings)
    {
        for (int turn = 0; turn < 2000 && cameras.Host.Status().Any(camera => camera.State != CameraState.Ended); turn++)
        {
            cameras.RunChecking([.. recordings.Select(recording => recording.Ledger)]);
            cameras.Actors.Advance(TimeSpan.FromMilliseconds(6));
        }

        Assert.All(recordings, recording => Assert.Equal(0, recording.Ledger.Snapshot().InFlight));
    }

    private static ScriptedCamera Recording(string name, int frames, BatchingAnalyzer analyzer) =>
        new(name, isLive: false, (_, ledger) => new ScriptedSource(frames) { Ledger = ledger }) { Analyzer = analyzer };
}
