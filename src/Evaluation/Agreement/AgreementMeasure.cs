using System.Globalization;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>One F1 with its counts, and its interval where segments were kept; undefined on too few reference boxes.</summary>
public sealed record AgreementMeasure
{
    /// <summary>The pooled counts.</summary>
    public required MatchCounts Counts { get; init; }

    /// <summary>How many reference boxes a statement needs.</summary>
    public required long RequiredReference { get; init; }

    /// <summary>Bootstrap interval over segments; null when undefined, without segments, or with a single one.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>Segments behind the interval; 0 where none were kept.</summary>
    public int Segments { get; init; }

    /// <summary>Whether there are enough reference boxes for a statement.</summary>
    public bool IsDefined => Counts.Reference >= RequiredReference && Counts.F1 is not null;

    /// <summary>The F1, 0..1; null when undefined. <see cref="Counts"/> still tell what was seen.</summary>
    public double? Value => IsDefined ? Counts.F1 : null;

    /// <summary>
    /// The measure over chosen segments, for example those held back while settings were searched, or those of several clips.
    /// </summary>
    /// <param name="segments">Counts of each segment.</param>
    /// <param name="options">Least number of boxes and bootstrap settings.</param>
    public static AgreementMeasure Over(IEnumerable<MatchCounts> segments, AgreementOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        options ??= AgreementOptions.Default;
        MatchCounts[] counts = [.. segments];
        MatchCounts total = counts.Aggregate(default(MatchCounts), (sum, next) => sum + next);
        AgreementMeasure measure = new() { Counts = total, RequiredReference = options.MinimumReferenceBoxes, Segments = counts.Length };
        return measure.IsDefined
            ? measure with { Interval = RatioBootstrap.Interval(Terms(counts), options.Bootstrap) }
            : measure;
    }

    /// <summary>The F1 that is exceeded with the one-sided confidence of the options; null when undefined or with one segment.</summary>
    /// <param name="segments">Counts of each segment.</param>
    /// <param name="options">Least number of boxes and bootstrap settings.</param>
    public static double? LowerBound(IEnumerable<MatchCounts> segments, AgreementOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        options ??= AgreementOptions.Default;
        MatchCounts[] counts = [.. segments];
        return counts.Sum(segment => segment.Reference) < options.MinimumReferenceBoxes
            ? null
            : RatioBootstrap.LowerBound(Terms(counts), options.Bootstrap);
    }

    /// <summary>Three decimals with the interval, or why there is no number.</summary>
    public override string ToString() => Value is not { } value
        ? string.Create(CultureInfo.InvariantCulture, $"undefined ({Counts.Reference} of {RequiredReference} reference boxes)")
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.000}") +
          (Interval is { } interval ? string.Create(CultureInfo.InvariantCulture, $" [{interval.Low:0.000}, {interval.High:0.000}]") : "");

    private static RatioTerm[] Terms(MatchCounts[] segments) => Array.ConvertAll(segments, segment => segment.ToF1Term());
}
