using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Bench.Measuring;

/// <summary>
/// The ratio of two costs that were measured slice by slice in several passes, with the interval of the measurement.
/// </summary>
/// <remarks>
/// The video is fixed and only the measurement varies, so the spread is taken between the passes over the same slice
/// (a stratified ratio estimator, linearised; Cochran, Sampling Techniques, 1977, chapter 6), never between slices, whose
/// content differs. Student's t with (passes - 1) degrees of freedom per slice.
/// </remarks>
internal static class CostRatio
{
    /// <summary>Confidence of the intervals.</summary>
    public const double Confidence = 0.95;

    // Two-sided 95 % point of the normal distribution.
    private const double Z = 1.959964;

    /// <summary>Estimates the ratio of the sums.</summary>
    /// <param name="costs">Of the plan: one array per slice, one number per pass.</param>
    /// <param name="reference">Of the reference, in the same order.</param>
    /// <returns>The ratio, null without reference cost; its interval, null while no slice was repeated.</returns>
    public static (double? Value, ConfidenceInterval? Interval) Estimate(
        IReadOnlyList<double[]> costs, IReadOnlyList<double[]> reference)
    {
        double cost = costs.Sum(slice => slice.Average());
        double whole = reference.Sum(slice => slice.Average());
        if (!(whole > 0))
            return (null, null);
        double ratio = cost / whole;
        double[] deviations = [.. costs.Select((_, slice) => SquaredDeviations(costs[slice], reference[slice], ratio))];
        int degrees = costs.Sum(slice => slice.Length - 1);
        if (degrees == 0)
            return (ratio, null);
        // Slices that only the first pass covered are taken to be as noisy as those that were repeated are on average.
        double typical = deviations.Sum() / degrees;
        double variance = costs.Select((slice, place) =>
            slice.Length > 1 ? deviations[place] / (slice.Length - 1) / slice.Length : typical).Sum();
        double half = StudentT(degrees) * Math.Sqrt(variance) / whole;
        return (ratio, new ConfidenceInterval(Math.Max(0, ratio - half), ratio + half, Confidence));
    }

    private static double SquaredDeviations(double[] costs, double[] reference, double ratio)
    {
        double[] residuals = [.. costs.Zip(reference, (mine, dense) => mine - (ratio * dense))];
        double mean = residuals.Average();
        return residuals.Sum(residual => (residual - mean) * (residual - mean));
    }

    // The expansion around the normal quantile (Abramowitz and Stegun, 26.7.5); within 1 % from four degrees on.
    internal static double StudentT(int degrees)
    {
        double z2 = Z * Z;
        double n = degrees;
        return Z * (1
            + ((z2 + 1) / (4 * n))
            + ((((5 * z2) + 16) * z2 + 3) / (96 * n * n))
            + ((((((3 * z2) + 19) * z2) + 17) * z2 - 15) / (384 * n * n * n)));
    }
}
