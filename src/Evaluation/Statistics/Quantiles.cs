namespace VideoDyn.Evaluation.Statistics;

/// <summary>Order statistics of small samples.</summary>
public static class Quantiles
{
    /// <summary>The middle value, or the mean of the two middle values.</summary>
    /// <param name="values">At least one number, in any order, without NaN.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>
    /// The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996), the default of
    /// most statistics packages.
    /// </summary>
    /// <param name="values">At least one number, in any order, without NaN. Not changed.</param>
    /// <param name="probability">0 (minimum) to 1 (maximum).</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    public static double Of(ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary>The same quantile of values that already rise, without a copy.</summary>
    /// <param name="sorted">At least one number in rising order, without NaN.</param>
    /// <param name="probability">0 (minimum) to 1 (maximum).</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        // NaN sorts before every number, so the first place tells.
        if (double.IsNaN(sorted[0]))
            throw new ArgumentException("A quantile of NaN is not defined.", nameof(sorted));
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        double position = probability * (sorted.Length - 1);
        int below = (int)position;
        if (below == sorted.Length - 1)
            return sorted[below];
        double share = position - below;
        return sorted[below] + (share * (sorted[below + 1] - sorted[below]));
    }
}
