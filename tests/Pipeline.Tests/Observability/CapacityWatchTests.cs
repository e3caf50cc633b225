using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Pipeline.Tests.Observability;

public class CapacityWatchTests
{
    private readonly VirtualTime _time = new();
    private readonly CapacityWatch _watch;
    private readonly FrameLedger[] _ledgers = [.. Enumerable.Range(0, 200).Select(_ => new FrameLedger())];

    public CapacityWatchTests()
    {
        _watch = new CapacityWatch(_time, workers: 2);
        Look();
        Deliver(frames: 10, looked: 10);
        Look();
    }

    [Fact]
    public void TwoHundredCameras_OfWhichOneFrameInTenIsLookedAt_AreToldWithTheNumberThatCanBeServed()
    {
        Assert.Null(Look());
        Deliver(frames: 100, looked: 10);

        string? news = Look();

        Assert.Contains("looks at 10 % of the frames of 200 live cameras (2 analyses at once) and can serve about 20 such cameras", news);
    }

    [Fact]
    public void SameNews_IsNotRepeated()
    {
        Look();
        Deliver(100, 10);
        Assert.NotNull(Look());
        for (int minute = 0; minute < 5; minute++)
        {
            Deliver(100, 10);
            _time.MoveTo(_time.Elapsed + TimeSpan.FromMinutes(1));
            Assert.Null(Look());
        }
    }

    [Fact]
    public void OtherNews_IsToldAtMostOnceAMinute()
    {
        Look();
        Deliver(100, 10);
        Assert.NotNull(Look());
        Deliver(100, 50);
        Assert.Null(Look());
        Deliver(100, 50);
        _time.MoveTo(_time.Elapsed + TimeSpan.FromMinutes(1));

        Assert.Contains("can serve about 100 such cameras", Look());
    }

    [Fact]
    public void CamerasThatAreServed_AreNotTalkedAbout()
    {
        Look();
        Deliver(100, 95);

        Assert.Null(Look());
    }

    [Fact]
    public void Recordings_WaitAndAreLeftOut()
    {
        Look(CircuitState.Streaming);
        Deliver(100, 10);

        Assert.Null(Look(circuit: null));
    }

    [Fact]
    public void CamerasThatStillConnect_AreWaitedFor()
    {
        var watch = new CapacityWatch(_time, workers: 2);
        watch.Look(Readings());
        Deliver(100, 10);

        Assert.Null(watch.Look(Readings()));
        Deliver(100, 10);
        Assert.NotNull(watch.Look(Readings()));
    }

    private void Deliver(int frames, int looked)
    {
        foreach (FrameLedger ledger in _ledgers)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                ledger.Receive();
                if (frame < looked)
                    ledger.Analyze();
                else
                    ledger.Drop(DropCauses.NewerFrame);
            }
        }
    }

    private string? Look(CircuitState? circuit = CircuitState.Streaming) => _watch.Look(Readings(circuit));

    private CameraReading[] Readings(CircuitState? circuit = CircuitState.Streaming) =>
        [.. _ledgers.Select((ledger, number) => new CameraReading(new CameraStatus($"{number}", CameraState.Running, ledger.Snapshot(), null, circuit, 0), [], null))];
}
