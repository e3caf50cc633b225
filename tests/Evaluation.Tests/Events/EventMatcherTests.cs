using VideoDyn.Evaluation.Events;

namespace VideoDyn.Evaluation.Tests.Events;

public class EventMatcherTests
{
    [Fact]
    public void Compare_LateEarlyMissedAndExtra_CountsEach()
    {
        EventScores scores = Compare([("in", 10), ("in", 20), ("out", 30), ("out", 90)], [("in", 11), ("in", 19.5), ("out", 33), ("line", 30)], 2);

        Assert.Equal((2, 2, 2), (scores.Matched, scores.Missed, scores.Extra));
        Assert.Equal(0.5, scores.Precision);
        Assert.Equal(0.5, scores.Recall);
        Assert.Equal(0.5, scores.F1);
        Assert.Equal(TimeSpan.FromSeconds(0.25), scores.MeanDelay);
        Assert.Equal(TimeSpan.FromSeconds(0.75), scores.MeanDistance);
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(12.0001, 0)]
    [InlineData(8, 1)]
    public void Compare_AtTheTolerance_Matches(double found, int matched) =>
        Assert.Equal(matched, Compare([("in", 10)], [("in", found)], 2).Matched);

    [Fact]
    public void Compare_FirstComeFirstServedWouldBeFarther_TakesTheNearer() =>
        Assert.Equal(TimeSpan.FromSeconds(-1), Compare([("in", 0), ("in", 5)], [("in", 4)], 5).MeanDelay);

    [Fact]
    public void Compare_NearestFirstWouldLoseAPair_KeepsBoth() =>
        Assert.Equal(2, Compare([("in", 0), ("in", 5)], [("in", 4), ("in", 9)], 4.5).Matched);

    [Fact]
    public void Compare_TwentyPairs_P95IsTheSecondLargestDelay()
    {
        // Delays of 0.00, 0.05 .. 0.95 s: 19 of 20 do not exceed 0.9 s.
        EventScores scores = Compare(
            [.. Enumerable.Range(0, 20).Select(i => ("in", 10.0 * i))], [.. Enumerable.Range(0, 20).Select(i => ("in", (10.0 * i) + (0.05 * i)))], 1);

        Assert.Equal(20, scores.Delays.Count);
        Assert.Equal(0.9, scores.P95Delay!.Value.TotalSeconds, 6);
        Assert.Equal(0.475, scores.MeanDelay!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Compare_NoEventAnywhere_IsUndefined()
    {
        EventScores scores = Compare([], [], 1);

        Assert.Null(scores.F1);
        Assert.Null(scores.Precision);
        Assert.Null(scores.MeanDelay);
        Assert.Null(scores.P95Delay);
    }

    [Fact]
    public void Compare_NegativeTolerance_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compare([], [], -1));

    [Fact]
    public void Compare_RandomTimes_EqualsBruteForce() => SeededProperty.Holds(51, seed =>
    {
        var random = new Random(seed);
        double[] expected = [.. Enumerable.Range(0, random.Next(7)).Select(_ => (double)random.Next(25))];
        double[] found = [.. Enumerable.Range(0, random.Next(7)).Select(_ => (double)random.Next(25))];
        int tolerance = random.Next(6);

        EventScores scores = Compare([.. expected.Select(time => ("in", time))], [.. found.Select(time => ("in", time))], tolerance);

        (int pairs, double distance) = Best(expected, found, tolerance, 0, 0);
        double total = (scores.MeanDistance?.TotalSeconds ?? 0) * scores.Matched;
        return scores.Matched == pairs && Math.Abs(total - distance) < 1e-5;
    });

    [Fact]
    public void Compare_ManyEvents_IsQuick()
    {
        TimedEvent[] events = [.. Enumerable.Range(0, 200_000).Select(i => new TimedEvent("in", TimeSpan.FromSeconds(i)))];

        Assert.Equal(1, EventMatcher.Compare(events, events, TimeSpan.FromSeconds(3)).F1);
    }

    private static (int Pairs, double Distance) Best(double[] expected, double[] found, double tolerance, int place, int used)
    {
        if (place == expected.Length)
            return (0, 0);
        (int pairs, double distance) = Best(expected, found, tolerance, place + 1, used);
        for (int i = 0; i < found.Length; i++)
        {
            double apart = Math.Abs(found[i] - expected[place]);
            if (apart > tolerance || (used >> i & 1) != 0)
                continue;
            (int p, double d) = Best(expected, found, tolerance, place + 1, used | 1 << i);
            if (p + 1 > pairs || (p + 1 == pairs && d + apart < distance))
                (pairs, distance) = (p + 1, d + apart);
        }

        return (pairs, distance);
    }

    private static EventScores Compare((string Key, double Time)[] expected, (string Key, double Time)[] found, double tolerance) =>
        EventMatcher.Compare(Times(expected), Times(found), TimeSpan.FromSeconds(tolerance));

    private static IEnumerable<TimedEvent> Times((string Key, double Time)[] events) =>
        events.Select(item => new TimedEvent(item.Key, TimeSpan.FromSeconds(item.Time)));
}
