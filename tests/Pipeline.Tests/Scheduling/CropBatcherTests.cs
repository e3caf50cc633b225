using VideoDyn.Actors;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Tests.Scheduling;

/// <summary>Batches of several cameras' crops, on one thread and on virtual time: nobody waits longer than agreed.</summary>
public sealed class CropBatcherTests : IDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(5);
    private readonly ActorWorld _world = new();
    private readonly CropBatchTally _tally = new();
    private readonly FakeLane _lane = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Camera_Alone_WaitsForNobody()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient camera = FakeClient.Of(_lane, 3);
        for (int frame = 1; frame <= 4; frame++)
        {
            Submit(batcher, camera);
            Assert.Equal(3 * frame, camera.Done);
        }

        Assert.Equal(TimeSpan.Zero, _world.Time.Elapsed);
        Assert.Equal(new CropBatchCounts(12, 4, 0), _tally.Counts);
    }

    [Fact]
    public void Cameras_ThatAllWait_GoThroughTogetherAtOnce()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = Active(batcher, 3);
        (TimeSpan began, long shared) = (_world.Time.Elapsed, _tally.Counts.SharedRuns);
        Submit(batcher, cameras[0]);
        Submit(batcher, cameras[1]);
        Assert.Equal([1, 1, 1], cameras.Select(camera => camera.Done));
        Submit(batcher, cameras[2]);
        Assert.Equal([2, 2, 2], cameras.Select(camera => camera.Done));
        Assert.Equal(3, _lane.Runs[^1].Length);
        Assert.Equal(began, _world.Time.Elapsed);
        Assert.Equal(shared + 1, _tally.Counts.SharedRuns);
    }

    [Fact]
    public void Crops_OfACanvas_FillItByTheirSizeAndNotByTheirNumber()
    {
        var lane = new FakeLane { Capacity = 16 };
        // Fewer crops than a canvas holds: how many go through at once is the canvas's to say.
        IActorRef<BatchMessage> batcher = Batcher(most: 2);
        FakeClient large = new(new SlotTicket(lane, 4), new SlotTicket(lane, 4), new SlotTicket(lane, 4)), small = FakeClient.Of(lane, 6);
        Submit(batcher, large);
        Submit(batcher, small);
        Assert.Equal([3, 0], new[] { large, small }.Select(camera => camera.Done));
        lane.Runs.Clear();
        Submit(batcher, large);
        // Six small ones and two of a quarter take fourteen places of sixteen; the third quarter needs another canvas.
        Assert.Equal([8, 1], lane.Runs.Select(run => run.Length));
        Assert.Equal([6, 6], new[] { large, small }.Select(camera => camera.Done));
    }

    private sealed class SlotTicket(ICropLane lane, int units) : CropTicket(lane)
    {
        public override int Units => units;
    }

    [Fact]
    public void Camera_ThatIsSlow_IsWaitedForUntilTheDeadlineOnly()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = Active(batcher, 2);
        Submit(batcher, cameras[0]);
        _world.Advance(s_wait - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, cameras[0].Done);
        _world.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(2, cameras[0].Done);
        Assert.Same(cameras[0].Crops[0], Assert.Single(_lane.Runs[^1]));
    }

    [Fact]
    public void Camera_ThatIsGone_IsNotWaitedForAfterASecond()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = Active(batcher, 2);
        _world.Advance(TimeSpan.FromSeconds(1.1));
        Submit(batcher, cameras[0]);
        Assert.Equal(2, cameras[0].Done);
    }

    [Fact]
    public void Batch_ThatIsFull_GoesAtOnceAndTheRestWaits()
    {
        IActorRef<BatchMessage> batcher = Batcher(most: 4);
        FakeClient[] cameras = Active(batcher, 2);
        FakeClient many = FakeClient.Of(_lane, 6);
        Submit(batcher, many);
        Assert.Equal(4, many.Done);
        _world.Advance(2 * s_wait);
        Assert.Equal(6, many.Done);
        Assert.Equal([4, 2], _lane.Runs.TakeLast(2).Select(run => run.Length));
        Assert.Equal([1, 1], cameras.Select(camera => camera.Done));
    }

    [Fact]
    public void Crops_OfOtherSizesOrModels_NeverShareARun()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        var other = new FakeLane();
        FakeClient[] cameras = [new FakeClient(new CropTicket(_lane), new CropTicket(other)), new FakeClient(new CropTicket(other), new CropTicket(_lane))];
        foreach (FakeClient camera in cameras)
            batcher.Tell(new BatchMessage(camera));
        _world.Run();
        Assert.Equal([2, 2], cameras.Select(camera => camera.Done));
        Assert.All(_lane.Runs, run => Assert.All(run, crop => Assert.Same(_lane, crop.Lane)));
        Assert.All(other.Runs, run => Assert.All(run, crop => Assert.Same(other, crop.Lane)));
    }

    [Fact]
    public void Batch_ThatWaitsForAWorker_StillGrows()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = [.. Enumerable.Range(0, 5).Select(_ => FakeClient.Of(_lane))];
        // The first is alone and goes at once; the others come before a worker has it in hand.
        foreach (FakeClient camera in cameras)
            batcher.Tell(new BatchMessage(camera));
        _world.Run();
        Assert.Equal(5, Assert.Single(_lane.Runs).Length);
        Assert.All(cameras, camera => Assert.Equal(1, camera.Done));
    }

    [Fact]
    public void Crop_ThatFails_FailsItsOwnCameraOnly()
    {
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = Active(batcher, 3);
        _lane.Bad.Add(cameras[1].Crops[0]);
        foreach (FakeClient camera in cameras)
            Submit(batcher, camera);
        Assert.Equal([2, 2, 2], cameras.Select(camera => camera.Done));
        Assert.Null(cameras[0].Error);
        Assert.IsType<VideoDynException>(cameras[1].Error);
        Assert.Null(cameras[2].Error);
    }

    [Fact]
    public void Run_OfSeveralCameras_IsChargedToAllOfThem()
    {
        var lane = new FakeLane { OnRun = () => _world.Time.MoveTo(_world.Time.Elapsed + TimeSpan.FromMilliseconds(8)) };
        IActorRef<BatchMessage> batcher = Batcher(wait: TimeSpan.Zero);
        FakeClient[] cameras = [FakeClient.Of(lane), FakeClient.Of(lane, 3)];
        foreach (FakeClient camera in cameras)
            batcher.Tell(new BatchMessage(camera));
        _world.Run();
        Assert.Single(lane.Runs);
        Assert.Equal(0.002, cameras[0].Share.Received, 6);
        Assert.Equal(0.006, cameras[1].Share.Received, 6);
    }

    [Fact]
    public void System_ThatStops_GivesUpWhatWaits()
    {
        _world.ExpectDrops(DropCause.ActorStopped);
        IActorRef<BatchMessage> batcher = Batcher();
        FakeClient[] cameras = Active(batcher, 2);
        Submit(batcher, cameras[0]);
        _world.System.Stop(batcher);
        _world.Run();
        Assert.Equal((1, 1), (cameras[0].Done, cameras[0].GivenUp));
        batcher.Tell(new BatchMessage(cameras[1]));
        _world.Run();
        Assert.Equal(1, cameras[1].GivenUp);
    }

    [Fact]
    public void Interleaving_OfAnyKind_RunsEveryCropOnce() => Explorer.Explore(200, world =>
    {
        var tally = new CropBatchTally();
        IActorRef<PoolMessage> pool = world.System.Spawn(InferencePool.Props(2), "pool");
        IActorRef<BatchMessage> batcher = world.System.Spawn(CropBatcher.Props(new CropBatchOptions { Most = 3, Wait = s_wait }, tally, pool), "batches");
        FakeLane[] lanes = [new FakeLane(), new FakeLane()];
        List<FakeClient> asked = [];
        for (int turn = 0; turn < 20; turn++)
        {
            var camera = new FakeClient([.. Enumerable.Range(0, world.Random.Next(1, 6)).Select(_ => new CropTicket(lanes[world.Random.Next(2)]))]);
            asked.Add(camera);
            batcher.Tell(new BatchMessage(camera));
            world.AdvanceRacing(TimeSpan.FromMilliseconds(world.Random.Next(4)));
        }

        world.Advance(TimeSpan.FromSeconds(1));
        Assert.All(asked, camera => Assert.Equal((camera.Crops.Count, 0), (camera.Done, camera.GivenUp)));
        Assert.Equal(asked.Sum(camera => camera.Crops.Count), lanes.Sum(lane => lane.Runs.Sum(run => run.Length)));
        Assert.All(lanes, lane => Assert.All(lane.Runs, run => Assert.InRange(run.Length, 1, 3)));
        Assert.Equal(tally.Counts.Crops, lanes.Sum(lane => lane.Runs.Sum(run => run.Length)));
    });

    [Theory]
    [InlineData(1, 5)]
    [InlineData(9, 5)]
    [InlineData(8, 1001)]
    public void Options_OutOfRange_AreRefused(int most, int milliseconds) => Assert.Equal(
        ErrorKind.Configuration,
        Assert.Throws<VideoDynException>(new CropBatchOptions { Most = most, Wait = TimeSpan.FromMilliseconds(milliseconds) }.Validate).Kind);

    private IActorRef<BatchMessage> Batcher(int most = 8, TimeSpan? wait = null)
    {
        IActorRef<PoolMessage> pool = _world.System.Spawn(InferencePool.Props(1), "pool");
        return _world.System.Spawn(CropBatcher.Props(new CropBatchOptions { Most = most, Wait = wait ?? s_wait }, _tally, pool), "batches");
    }

    // Cameras that all have had one frame, so that the batcher knows them.
    private FakeClient[] Active(IActorRef<BatchMessage> batcher, int count)
    {
        FakeClient[] cameras = [.. Enumerable.Range(0, count).Select(_ => FakeClient.Of(_lane))];
        foreach (FakeClient camera in cameras)
            Submit(batcher, camera);
        _world.Advance(s_wait);
        _world.Advance(TimeSpan.FromTicks(10));
        Assert.All(cameras, camera => Assert.Equal(1, camera.Done));
        return cameras;
    }

    private void Submit(IActorRef<BatchMessage> batcher, FakeClient camera)
    {
        batcher.Tell(new BatchMessage(camera));
        _world.Run();
    }
}
