using VideoDyn.Core.Measuring;

namespace VideoDyn.Core.Tests.Measuring;

public class ThreadClockTests
{
    [Fact]
    public void Cpu_OfAThreadClock_LeavesOtherThreadsOut()
    {
        var clock = new StageClock(ProcessorScope.Thread);
        clock.Enter(Stage.Inference);
        using var ready = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            long end = Environment.CpuUsage.TotalTime.Ticks + TimeSpan.FromMilliseconds(100).Ticks;
            while (Environment.CpuUsage.TotalTime.Ticks < end)
                Thread.SpinWait(1000);
            ready.Set();
        });
        other.Start();
        ready.Wait();
        clock.Enter(Stage.Rest);
        other.Join();

        // It waited while the other one worked for a tenth of a second.
        Assert.InRange(clock.Cpu(Stage.Inference).TotalMilliseconds, 0, 50);
    }

    [Fact]
    public void Cpu_OfAThreadClock_CountsItsOwnWork()
    {
        var clock = new StageClock(ProcessorScope.Thread);
        clock.Enter(Stage.Decode);
        long end = Environment.CpuUsage.TotalTime.Ticks + TimeSpan.FromMilliseconds(200).Ticks;
        while (Environment.CpuUsage.TotalTime.Ticks < end)
            Thread.SpinWait(1000);
        clock.Enter(Stage.Rest);
        Assert.True(clock.Cpu(Stage.Decode) > TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void Add_TimeMeasuredElsewhere_IsBooked()
    {
        var clock = new StageClock();
        clock.Add(Stage.Inference, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        Assert.Equal((2, 3), (Math.Round(clock.Wall(Stage.Inference).TotalSeconds), clock.Cpu(Stage.Inference).TotalSeconds));
    }
}
