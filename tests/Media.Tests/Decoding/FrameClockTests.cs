using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Tests.Decoding;

public sealed class FrameClockTests
{
    [Fact]
    public void Next_RegularTimes_AreRelativeToTheStreamStart()
    {
        FrameClock clock = Clock(start: 100);
        Assert.Equal([0, 40, 80.0], new long[] { 100, 140, 180 }.Select(t => clock.Next(t, 40).TotalMilliseconds));
    }

    [Fact]
    public void Next_MissingTimes_ContinueByTheDuration()
    {
        FrameClock clock = Clock(start: 0);
        Assert.Equal([0, 30, 60, 500.0], new[] { AvUtil.NoTime, AvUtil.NoTime, AvUtil.NoTime, 500 }.Select(t => clock.Next(t, 30).TotalMilliseconds));
    }

    [Fact]
    public void Next_SmallStepBack_RepeatsTheTimeBefore()
    {
        FrameClock clock = Clock(start: 0);
        Assert.Equal([0, 100, 100, 140.0], new long[] { 0, 100, 90, 140 }.Select(t => clock.Next(t, 40).TotalMilliseconds));
    }

    [Fact]
    public void Next_JumpBack_ContinuesWhereTheLastSectionEnded()
    {
        FrameClock clock = Clock(start: 0);
        Assert.Equal([5000, 5040, 5080, 5120.0], new long[] { 5000, 5040, 0, 40 }.Select(t => clock.Next(t, 40).TotalMilliseconds));
    }

    [Fact]
    public void Next_BeforeTheStart_IsZero() => Assert.Equal(TimeSpan.Zero, Clock(start: 200).Next(120, 40));

    [Fact]
    public void ToTime_NinetyKilohertz_RoundsToTheNearestTick()
    {
        var clock = new FrameClock(new AVRational(1, 90000), 0, 30);
        Assert.Equal(333667, clock.ToTime(3003).Ticks);
        Assert.Equal(-333667, clock.ToTime(-3003).Ticks);
    }

    private static FrameClock Clock(long start) => new(new AVRational(1, 1000), start, 25);
}
