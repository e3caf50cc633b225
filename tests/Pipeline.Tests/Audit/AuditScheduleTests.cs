using VideoDyn.Pipeline.Audit;

namespace VideoDyn.Pipeline.Tests.Audit;

public class AuditScheduleTests
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);

    [Fact]
    public void EachStretchOfStreamTime_HasOneFrame_AndTheSameOnesAgain()
    {
        double[] due = Due("a", 1);

        Assert.Equal(due, Due("a", 1));
        Assert.Equal(Enumerable.Range(0, 120), due.Select(time => (int)((time - 0.09) / 30)));
        Assert.NotEqual(due, Due("b", 1));
        Assert.NotEqual(due, Due("a", 2));
    }

    [Fact]
    public void Instants_AreSpreadEvenlyOverTheirStretch() =>
        Assert.All(Due("a", 1).GroupBy(time => (int)(time % 30 / 10)), third => Assert.InRange(third.Count(), 25, 55));

    [Fact]
    public void StretchesShorterThanAFrame_HaveTheNextFrame()
    {
        var schedule = new AuditSchedule(TimeSpan.FromSeconds(0.1), "a", 1);

        Assert.Equal(99, Enumerable.Range(0, 100).Count(index => schedule.IsDue(TimeSpan.FromSeconds(index / 10.0))));
    }

    [Fact]
    public void TimeThatStepsBack_IsDrawnFromAgain()
    {
        var schedule = new AuditSchedule(s_every, "a", 1);
        int Count(double from) => Enumerable.Range(0, 3000).Count(index => schedule.IsDue(TimeSpan.FromSeconds(from + (index / 100.0))));

        Assert.Equal((1, 1, 1), (Count(300), Count(0), Count(300)));
    }

    private static double[] Due(string stream, int seed)
    {
        var schedule = new AuditSchedule(s_every, stream, seed);
        return [.. Enumerable.Range(0, 36_000).Select(index => index / 10.0).Where(time => schedule.IsDue(TimeSpan.FromSeconds(time)))];
    }
}
