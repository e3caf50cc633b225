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
    /// <returns>The ratio, null without reference cost; its interval, null with a single pass.</returns>
    public static (double? Value, ConfidenceInterval? Interval) Estimate(
        IReadOnlyList<double[]> costs, IReadOnlyList<double[]> reference)
    {
        double cost = costs.Sum(slice => slice.Average());
        double whole = reference.Sum(slice => slice.Average());
        if (!(whole > 0))
            return (null, null);
        double ratio = cost / whole;
        double variance = 0;
        int degrees = 0;
        for (int slice = 0; slice < costs.Count; slice++)
        {
            int passes = costs[slice].Length;
            if (passes < 2)
                return (ratio, null);
            double[] residuals = [.. costs[slice].Zip(reference[slice], (mine, dense) => mine - (ratio * dense))];
            double mean = residuals.Average();
            variance += residuals.Sum(residual => (residual - mean) * (residual - mean)) / (passes - 1) / passes;
            degrees += passes - 1;
        }

        double half = StudentT(degrees) * Math.Sqrt(variance) / whole;
        return (ratio, new ConfidenceInterval(Math.Max(0, ratio - half), ratio + half, Confidence));
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
