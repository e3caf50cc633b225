using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Tests.Segmentation;

public class MeanOverlapBootstrapTests
{
    [Fact]
    public void Segments_AllAlike_HaveAnIntervalWithoutWidth()
    {
        ConfidenceInterval interval = MeanOverlapBootstrap.Interval([[Overlap(3, 4), Overlap(3, 4), Overlap(3, 4)]])!.Value;

        Assert.Equal((0.75, 0.75), (interval.Low, interval.High));
    }

    [Fact]
    public void Segments_ThatDiffer_HaveAnIntervalAroundTheirMean()
    {
        ClassOverlaps[] segments = [.. Enumerable.Range(0, 40).Select(number => Overlap(60 + (number % 5 * 10), 100))];

        ConfidenceInterval interval = MeanOverlapBootstrap.Interval([segments])!.Value;

        // The mean is 0.8, its standard error 0.141 / sqrt(40) = 0.0224: half a width of about 0.044.
        Assert.InRange(interval.Low, 0.74, 0.77);
        Assert.InRange(interval.High, 0.83, 0.86);
    }

    [Fact]
    public void Videos_AreAveraged_SoThatTheirIntervalIsNarrowerThanOfOne()
    {
        ClassOverlaps[] segments = [.. Enumerable.Range(0, 20).Select(number => Overlap(50 + (number % 2 * 50), 100))];
        ConfidenceInterval one = MeanOverlapBootstrap.Interval([segments])!.Value;

        ConfidenceInterval four = MeanOverlapBootstrap.Interval([segments, segments, segments, segments])!.Value;

        Assert.InRange((four.High - four.Low) / (one.High - one.Low), 0.4, 0.6);
    }

    [Fact]
    public void Classes_ThatNeitherMapShows_AreLeftOutOfTheMean()
    {
        ClassOverlaps[] segments = [new([1, 0], [2, 0]), new([1, 0], [2, 0])];

        Assert.Equal(0.5, MeanOverlapBootstrap.Interval([segments])!.Value.Low);
    }

    [Fact]
    public void OneSegment_SaysNothingAboutTheSpread() =>
        Assert.Null(MeanOverlapBootstrap.Interval([[Overlap(1, 2)]]));

    [Fact]
    public void Stretches_AddUpToTheWhole()
    {
        var meter = new SegmentationMeter(2);
        meter.Add([0, 0, 1, 1], [0, 1, 1, 1]);
        ClassOverlaps first = meter.Overlaps();
        meter.Add([1, 1, 1, 1], [1, 1, 1, 0]);

        ClassOverlaps second = meter.Overlaps().Since(first);

        Assert.Equal([1, 2, 2, 3], first.Both.Concat(first.Union));
        Assert.Equal([0, 3, 1, 4], second.Both.Concat(second.Union));
    }

    private static ClassOverlaps Overlap(long both, long union) => new([both], [union]);
}
