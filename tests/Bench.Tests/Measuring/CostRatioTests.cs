using VideoDyn.Bench.Measuring;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Bench.Tests.Measuring;

public class CostRatioTests
{
    [Fact]
    public void Estimate_SlicesOfDifferentCost_IsTheRatioOfSums()
    {
        (double? ratio, ConfidenceInterval? interval) = CostRatio.Estimate([[1, 1], [9, 9]], [[10, 10], [10, 10]]);

        Assert.Equal(0.5, ratio);
        Assert.Equal((0.5, 0.5), (interval!.Value.Low, interval.Value.High));
    }

    [Fact]
    public void Estimate_OnePass_HasNoInterval() => Assert.Equal((0.5, null), CostRatio.Estimate([[1], [4]], [[5], [5]]));

    [Fact]
    public void Estimate_NoReferenceCost_HasNoRatio() => Assert.Equal((null, null), CostRatio.Estimate([[1, 1]], [[0, 0]]));

    [Fact]
    public void Estimate_SlicesThatWereNotRepeated_AreTakenToBeAsNoisyAsTheOthers()
    {
        // By hand: ratio 0.5, residuals of the repeated slice +-1, so a variance of 2 for one pass and of 1 for the mean of two.
        (double? ratio, ConfidenceInterval? interval) = CostRatio.Estimate([[4, 6], [5]], [[10, 10], [10]]);

        Assert.Equal(0.5, ratio);
        Assert.Equal(CostRatio.StudentT(1) * Math.Sqrt(1 + 2) / 20, interval!.Value.High - 0.5, 9);
    }

    [Fact]
    public void Estimate_ContentThatDiffersBetweenSlices_DoesNotWidenTheInterval()
    {
        double[][] plan = [.. Enumerable.Range(0, 20).Select(slice => new[] { slice * 0.01, (slice * 0.01) + 0.0001 })];
        double[][] dense = [.. Enumerable.Range(0, 20).Select(_ => new[] { 0.2, 0.2 })];

        ConfidenceInterval interval = CostRatio.Estimate(plan, dense).Interval!.Value;

        Assert.InRange(interval.Width, 0, 0.001);
    }

    [Fact]
    public void Estimate_NoisyPasses_CoversTheTruthAboutAsOftenAsPromised()
    {
        // Thirty slices in three passes with 10 % noise on every measurement; the true ratio is 0.3.
        var random = new SplitMix64(7);
        double Noisy(double value) => value * (0.9 + (0.2 * random.NextIndex(1_000_000) / 1e6));
        int covered = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[][] dense = [.. Enumerable.Range(0, 30).Select(_ => new[] { Noisy(1), Noisy(1), Noisy(1) })];
            double[][] plan = [.. Enumerable.Range(0, 30).Select(_ => new[] { Noisy(0.3), Noisy(0.3), Noisy(0.3) })];
            ConfidenceInterval interval = CostRatio.Estimate(plan, dense).Interval!.Value;
            if (interval.Low <= 0.3 && interval.High >= 0.3)
                covered++;
        }

        Assert.InRange(covered / 400.0, 0.92, 0.98);
    }

    [Theory]
    [InlineData(4, 2.776)]
    [InlineData(10, 2.228)]
    [InlineData(60, 2.000)]
    public void StudentT_KnownPoints_AreMet(int degrees, double expected) =>
        Assert.InRange(CostRatio.StudentT(degrees) / expected, 0.99, 1.01);
}
