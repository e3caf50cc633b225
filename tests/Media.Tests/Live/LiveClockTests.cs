using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Live;

namespace VideoDyn.Media.Tests.Live;

public sealed class LiveClockTests
{
    private const int Units = 90_000;

    [Fact]
    public void Next_SteadyCamera_CountsFromTheWallClock()
    {
        LiveClock clock = Clock();
        double[] times = [.. Enumerable.Range(0, 5).Select(i => clock.Next(700 + (3600 * i), Wall(100 + (0.04 * i))).TotalSeconds)];
        Assert.Equal([100, 100.04, 100.08, 100.12, 100.16], times, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(default, clock.Report);
    }

    [Fact]
    public void Next_NetworkJitter_DoesNotShow()
    {
        LiveClock clock = Clock();
        double[] late = [0, 0.3, 0.01, 0.2, 0];
        double[] times = [.. late.Select((l, i) => clock.Next(3600 * i, Wall((0.04 * i) + l)).TotalSeconds)];
        Assert.Equal([0, 0.04, 0.08, 0.12, 0.16], times, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Next_PauseThatTheWallClockSaw_Passes()
    {
        LiveClock clock = Clock();
        clock.Next(0, Wall(0));
        Assert.Equal(Wall(5), clock.Next(5 * Units, Wall(5)));
        Assert.Equal(0, clock.Report.Jumps);
    }

    [Theory]
    [InlineData(3600L * Units)]
    [InlineData(-3600L * Units)]
    [InlineData(2L * Units)]
    [InlineData(-2L * Units)]
    [InlineData(long.MaxValue / 2)]
    [InlineData(long.MinValue / 2)]
    public void Next_Jump_GoesOnWithTheWallClock(long leap)
    {
        LiveClock clock = Clock();
        clock.Next(0, Wall(0));
        clock.Next(3600, Wall(0.04));
        Assert.Equal(0.08, clock.Next(7200 + leap, Wall(0.08)).TotalSeconds, 1e-6);
        Assert.Equal(0.12, clock.Next(10800 + leap, Wall(0.12)).TotalSeconds, 1e-6);
        Assert.Equal(1, clock.Report.Jumps + clock.Report.BackwardSteps);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(33)]
    public void Next_CounterRunsOver_GoesOn(int bits)
    {
        LiveClock clock = Clock();
        long mask = (1L << bits) - 1;
        for (int i = 0; i < 50; i++)
            Assert.Equal(0.04 * i, clock.Next((mask - 50_000 + (3600L * i)) & mask, Wall(0.04 * i)).TotalSeconds, 1e-6);
        Assert.Equal(new TimestampReport { Wraps = 1 }, clock.Report);
    }

    [Fact]
    public void Next_SmallStepBack_HoldsAndKeepsTheCount()
    {
        LiveClock clock = Clock();
        long[] units = [0, 3600, 10800, 7200, 14400];
        double[] times = [.. units.Select((u, i) => clock.Next(u, Wall(0.04 * i)).TotalSeconds)];
        Assert.Equal([0, 0.04, 0.12, 0.12, 0.16], times, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(new TimestampReport { BackwardSteps = 1 }, clock.Report);
    }

    [Fact]
    public void Next_CounterStands_FollowsTheWallClock()
    {
        LiveClock clock = Clock();
        for (int i = 0; i <= 250; i++)
            clock.Next(0, Wall(0.04 * i));
        Assert.InRange(clock.Last.TotalSeconds, 7, 10.1);
        Assert.Equal(250, clock.Report.Repeats);
    }

    [Fact]
    public void Next_NoTimestamps_StepsByTheRate()
    {
        var clock = new LiveClock(new AVRational(1, Units), 10, null);
        double[] times = [.. Enumerable.Range(0, 4).Select(i => clock.Next(AvUtil.NoTime, Wall(3)).TotalSeconds)];
        Assert.Equal([3, 3.1, 3.2, 3.3], times, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(4, clock.Report.Missing);
    }

    [Fact]
    public void Next_AfterAnOutage_LeavesTheGapAsLongAsItWas()
    {
        var clock = new LiveClock(new AVRational(1, Units), 25, floor: Wall(10));
        Assert.Equal(Wall(17), clock.Next(0, Wall(17)));
        var tooEarly = new LiveClock(new AVRational(1, Units), 25, floor: Wall(10));
        Assert.Equal(Wall(10) + TimeSpan.FromTicks(1), tooEarly.Next(0, Wall(9)));
    }

    [Theory]
    [InlineData(1.0002)] // a quartz that is 200 parts per million slow
    [InlineData(0.9998)]
    [InlineData(0.6)] // a camera that says 25 and sends 15 pictures per second
    [InlineData(1.4)]
    public void Next_CameraClockRunsWrong_StaysWithTheWallClock(double pace)
    {
        LiveClock clock = Clock();
        for (int i = 0; i < 25 * 3600; i++)
            clock.Next((long)(3600 * pace * i), Wall(0.04 * i));
        Assert.Equal(3600, clock.Last.TotalSeconds, 20.0 * Math.Max(Math.Abs(1 - pace), 0.01));
        Assert.Equal(default, clock.Report);
    }

    // Whatever a camera does, stream time strictly rises, and does not run away from the wall clock by more than what the
    // camera's own small steps add up to.
    [Fact]
    public void Next_AnyTimestamps_StrictlyRises()
    {
        Gen<long> wild = Gen.OneOf(
            Gen.Choose(-10, 10).Select(i => (long)i),
            Gen.Choose(0, 20_000).Select(i => (long)i),
            Gen.Choose(-1_000_000, 1_000_000).Select(i => (long)i),
            Gen.Elements(1L << 32, -(1L << 32), -(1L << 33), 1L << 33, long.MaxValue / 4, long.MinValue / 4));
        Gen<(long Step, int Millis, int Kind)> one =
            from step in wild
            from millis in Gen.Choose(0, 3000)
            from kind in Gen.Choose(0, 20)
            select (step, millis, kind);
        var steps = one.ListOf().ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(12345, 67891),
            Prop.ForAll(steps, list =>
            {
                LiveClock clock = Clock();
                TimeSpan wall = TimeSpan.Zero;
                TimeSpan last = clock.Next(0, wall);
                long at = 0;
                TimeSpan most = TimeSpan.Zero;
                foreach ((long step, int millis, int kind) in list)
                {
                    at = unchecked(at + step);
                    wall += TimeSpan.FromMilliseconds(millis);
                    TimeSpan now = clock.Next(kind == 0 ? AvUtil.NoTime : at, wall);
                    most += TimeSpan.FromMilliseconds(millis) + TimeSpan.FromSeconds(2);
                    if (now <= last || now > most)
                        return false;
                    last = now;
                }

                return true;
            }));
    }

    [Fact]
    public void Next_SteadyCounterFromAnywhere_IsExact()
    {
        Gen<(int From, int Step, int Count)> any =
            from first in Gen.Choose(0, int.MaxValue)
            from units in Gen.Choose(1, 40_000)
            from pictures in Gen.Choose(1, 60)
            select (first, units, pictures);
        var start = any.ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(9, 7),
            Prop.ForAll(start, one =>
            {
                (int from, int step, int count) = one;
                LiveClock clock = Clock();
                double period = step / (double)Units;
                return Enumerable.Range(0, count).All(i => Math.Abs(clock.Next(from + ((long)step * i), Wall(period * i)).TotalSeconds - (period * i)) < 1e-6);
            }));
    }

    private static LiveClock Clock() => new(new AVRational(1, Units), 25, null);

    private static TimeSpan Wall(double seconds) => TimeSpan.FromSeconds(seconds);
}
