using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>Counts of a one-to-one matching of two sets of boxes, to be added up over frames.</summary>
/// <param name="Reference">Reference boxes with a score at or above the threshold.</param>
/// <param name="Matched">Pairs, at least one side of each at or above the threshold.</param>
/// <param name="Missed">Reference boxes at or above the threshold without a partner.</param>
/// <param name="Extra">Boxes of the other side at or above the threshold without a partner.</param>
/// <param name="OverlapSum">Sum of the intersection over union of the pairs.</param>
public readonly record struct MatchCounts(long Reference, long Matched, long Missed, long Extra, double OverlapSum)
{
    /// <summary>F1 of the pooled counts, 2 M / (2 M + missed + extra); null without any box, never 1.</summary>
    public double? F1 => RatioBootstrap.Ratio([ToF1Term()]);

    /// <summary>Share of the other side's boxes that have a partner; null without any.</summary>
    public double? Precision => Matched + Extra > 0 ? (double)Matched / (Matched + Extra) : null;

    /// <summary>Share of the reference boxes that have a partner; null without any.</summary>
    public double? Recall => Matched + Missed > 0 ? (double)Matched / (Matched + Missed) : null;

    /// <summary>Mean overlap of the pairs, 0..1; null without any.</summary>
    public double? MeanOverlap => Matched > 0 ? OverlapSum / Matched : null;

    /// <summary>Adds two counts.</summary>
    public static MatchCounts operator +(MatchCounts a, MatchCounts b) => new(
        a.Reference + b.Reference, a.Matched + b.Matched, a.Missed + b.Missed, a.Extra + b.Extra, a.OverlapSum + b.OverlapSum);

    /// <summary>Adds two counts.</summary>
    public static MatchCounts Add(MatchCounts left, MatchCounts right) => left + right;

    internal RatioTerm ToF1Term() => new(2.0 * Matched, (2.0 * Matched) + Missed + Extra);
}
