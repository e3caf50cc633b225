using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Tests.Statistics;

public class QuantilesTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 9, 1, 4 }, 4)]
    [InlineData(new double[] { 8, 1, 2, 100 }, 5)]
    public void Median_KnownValues_IsTheMiddle(double[] values, double expected) =>
        Assert.Equal(expected, Quantiles.Median(values));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.25, 17.5)]
    [InlineData(0.95, 38.5)]
    [InlineData(1, 40)]
    public void Of_FourValues_InterpolatesBetweenOrderStatistics(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Of([40, 10, 30, 20], probability), 10);

    [Fact]
    public void Of_Unsorted_LeavesTheInputAlone()
    {
        double[] values = [3, 1, 2];

        Quantiles.Of(values, 0.5);

        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void Of_NothingOrNaNOrWrongProbability_Throws()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Median([]));
        Assert.Throws<ArgumentException>(() => Quantiles.Median([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], double.NaN));
    }
}
