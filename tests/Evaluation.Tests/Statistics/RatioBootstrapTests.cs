using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Tests.Statistics;

public class RatioBootstrapTests
{
    [Fact]
    public void Ratio_SumsBeforeDividing() => Assert.Equal(13.0 / 110, RatioBootstrap.Ratio([new(10, 10), new(3, 100)]));

    [Fact]
    public void Ratio_NoDenominator_IsUndefined() => Assert.Null(RatioBootstrap.Ratio([new(0, 0)]));

    [Fact]
    public void Interval_SameSeed_IsTheSame()
    {
        RatioTerm[] segments = Segments(40, new SplitMix64(5));

        Assert.Equal(RatioBootstrap.Interval(segments), RatioBootstrap.Interval(segments));
        Assert.NotEqual(
            RatioBootstrap.Interval(segments), RatioBootstrap.Interval(segments, new BootstrapOptions { Seed = 2 }));
    }

    [Fact]
    public void Interval_FewerThanTwoSegmentsWithContent_IsUnknown()
    {
        Assert.Null(RatioBootstrap.Interval([]));
        Assert.Null(RatioBootstrap.Interval([new(9, 10), new(0, 0)]));
        Assert.Null(RatioBootstrap.LowerBound([new(9, 10)]));
    }

    [Fact]
    public void Interval_EqualRatios_HasNoWidth()
    {
        ConfidenceInterval interval = RatioBootstrap.Interval([new(9, 10), new(18, 20), new(0, 0), new(27, 30)])!.Value;

        Assert.Equal(0.9, interval.Low, 12);
        Assert.Equal(0.9, interval.High, 12);
    }

    [Fact]
    public void Interval_TwoSegments_HasThePercentilesOfTheFourDraws()
    {
        // Draws of two from {0, 1} have ratios 0 (1/4), 1/2 (1/2) and 1 (1/4), so the middle 40 % is 1/2 throughout.
        ConfidenceInterval interval = RatioBootstrap.Interval(
            [new(0, 1), new(1, 1)], new BootstrapOptions { Confidence = 0.4 })!.Value;

        Assert.Equal(new ConfidenceInterval(0.5, 0.5, 0.4), interval);
        Assert.Equal(0, RatioBootstrap.LowerBound([new(0, 1), new(1, 1)], new BootstrapOptions { Confidence = 0.9 }));
    }

    [Fact]
    public void Interval_ManyDataSets_HoldsTheTruthAboutAsOftenAsPromised()
    {
        var random = new SplitMix64(11);
        int held = 0;
        for (int set = 0; set < 300; set++)
        {
            ConfidenceInterval interval = RatioBootstrap.Interval(Segments(60, random), new BootstrapOptions { Resamples = 400 })!.Value;
            random = new SplitMix64(random.Next());
            if (interval.Low <= 0.8 && 0.8 <= interval.High)
                held++;
        }

        // 95 % promised; the percentile method falls a little short on 60 segments, and 300 sets leave 1.3 % of noise.
        Assert.InRange(held / 300.0, 0.88, 0.985);
    }

    [Fact]
    public void Interval_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => RatioBootstrap.Interval([new(1, double.NaN), new(1, 1), new(1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatioBootstrap.Interval([new(1, 1), new(1, 2)], new BootstrapOptions { Resamples = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatioBootstrap.Interval([new(1, 1), new(1, 2)], new BootstrapOptions { Confidence = 1 }));
    }

    // Each segment shows up to 20 boxes of which each is right with probability 0.8.
    private static RatioTerm[] Segments(int count, SplitMix64 random)
    {
        var segments = new RatioTerm[count];
        for (int i = 0; i < count; i++)
        {
            int boxes = random.NextIndex(21);
            int right = Enumerable.Range(0, boxes).Count(_ => random.NextIndex(1000) < 800);
            segments[i] = new(right, boxes);
        }

        return segments;
    }
}
