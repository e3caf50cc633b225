namespace VideoDyn.Evaluation.Statistics;

/// <summary>
/// Confidence intervals of a ratio of sums by the percentile bootstrap over whole segments (Efron, 1979; Davison and
/// Hinkley, 1997). Frames of a video depend on their neighbours, so segments of stream time are what is drawn, never frames.
/// </summary>
/// <remarks>
/// A resample cannot contain what no segment showed: with few segments the interval is too narrow, and it has no width
/// when every segment has the same ratio. Reports therefore print the number of segments beside it.
/// </remarks>
public static class RatioBootstrap
{
    /// <summary>The ratio of the sums of all segments; null when the denominators add up to nothing.</summary>
    /// <param name="segments">One term per segment.</param>
    public static double? Ratio(ReadOnlySpan<RatioTerm> segments)
    {
        double numerator = 0;
        double denominator = 0;
        foreach (RatioTerm segment in segments)
        {
            numerator += segment.Numerator;
            denominator += segment.Denominator;
        }

        return denominator > 0 ? numerator / denominator : null;
    }

    /// <summary>Two-sided interval of the ratio.</summary>
    /// <param name="segments">One term per segment; the order matters only for the draw.</param>
    /// <param name="options">Confidence, resamples and seed.</param>
    /// <returns>Null when fewer than two segments have a denominator: nothing can be said about the spread.</returns>
    public static ConfidenceInterval? Interval(ReadOnlySpan<RatioTerm> segments, BootstrapOptions? options = null)
    {
        options ??= BootstrapOptions.Default;
        if (!(options.Confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Confidence, "A confidence lies between 0 and 1.");
        ReadOnlySpan<double> ratios = Draw(segments, options);
        double tail = (1 - options.Confidence) / 2;
        return ratios.IsEmpty
            ? null
            : new(Quantiles.OfSorted(ratios, tail), Quantiles.OfSorted(ratios, 1 - tail), options.Confidence);
    }

    /// <summary>The value that the ratio exceeds with the stated one-sided confidence; what a promise of quality rests on.</summary>
    /// <param name="segments">One term per segment.</param>
    /// <param name="options">Confidence (one-sided here), resamples and seed.</param>
    /// <returns>Null when fewer than two segments have a denominator.</returns>
    public static double? LowerBound(ReadOnlySpan<RatioTerm> segments, BootstrapOptions? options = null)
    {
        options ??= BootstrapOptions.Default;
        ReadOnlySpan<double> ratios = Draw(segments, options);
        return ratios.IsEmpty ? null : Quantiles.OfSorted(ratios, 1 - options.Confidence);
    }

    private static ReadOnlySpan<double> Draw(ReadOnlySpan<RatioTerm> segments, BootstrapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Resamples, 100);
        int filled = 0;
        foreach (RatioTerm segment in segments)
        {
            if (!double.IsFinite(segment.Numerator) || !(segment.Denominator >= 0) || double.IsInfinity(segment.Denominator))
                throw new ArgumentException($"A segment adds {segment.Numerator} / {segment.Denominator} to a ratio of sums.", nameof(segments));
            if (segment.Denominator > 0)
                filled++;
        }

        if (filled < 2)
            return [];
        var random = new SplitMix64(options.Seed);
        var ratios = new double[options.Resamples];
        int drawn = 0;
        for (int resample = 0; resample < ratios.Length; resample++)
        {
            double numerator = 0;
            double denominator = 0;
            for (int i = 0; i < segments.Length; i++)
            {
                ref readonly RatioTerm segment = ref segments[random.NextIndex(segments.Length)];
                numerator += segment.Numerator;
                denominator += segment.Denominator;
            }

            // A draw of empty segments only has no ratio; it is left out instead of counted as some number.
            if (denominator > 0)
                ratios[drawn++] = numerator / denominator;
        }

        Span<double> kept = ratios.AsSpan(0, drawn);
        kept.Sort();
        return kept;
    }
}
