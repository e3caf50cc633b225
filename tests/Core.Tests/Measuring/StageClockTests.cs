using System.Diagnostics;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Core.Tests.Measuring;

public class StageClockTests
{
    [Fact]
    public void Enter_BusyStage_BooksWallAndProcessorTimeToIt()
    {
        var clock = new StageClock();
        clock.Enter(Stage.Inference);
        Spin(TimeSpan.FromMilliseconds(30));
        clock.Enter(Stage.Rest);

        Assert.InRange(clock.Wall(Stage.Inference).TotalMilliseconds, 30, 5000);
        Assert.True(clock.Cpu(Stage.Inference) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, clock.Wall(Stage.Decode));
    }

    [Fact]
    public void Enter_NewStage_ReturnsTheOneLeft()
    {
        var clock = new StageClock();
        clock.Enter(Stage.Decode);

        Assert.Equal(Stage.Decode, clock.Enter(Stage.Policy));
    }

    [Fact]
    public void Enter_ManyTimes_AllocatesNothing()
    {
        var clock = new StageClock();
        clock.Enter(Stage.Decode);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 1000; turn++)
            clock.Enter((Stage)(turn % 5));

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Reset_AfterWork_ForgetsIt()
    {
        var clock = new StageClock();
        clock.Enter(Stage.Inference);
        Spin(TimeSpan.FromMilliseconds(5));
        clock.Reset();

        Assert.Equal(TimeSpan.Zero, clock.Wall(Stage.Inference));
    }

    [Fact]
    public void Resume_AfterAPause_BooksThePauseToNobody()
    {
        var clock = new StageClock();
        clock.Enter(Stage.Rest);
        Spin(TimeSpan.FromMilliseconds(30));
        clock.Resume(Stage.Decode);
        clock.Enter(Stage.Rest);

        Assert.InRange((clock.Wall(Stage.Rest) + clock.Wall(Stage.Decode)).TotalMilliseconds, 0, 25);
    }

    private static void Spin(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
            continue;
    }
}
