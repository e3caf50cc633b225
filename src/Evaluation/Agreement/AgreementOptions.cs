using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>What counts as agreement between a plan and its reference.</summary>
public sealed record AgreementOptions
{
    /// <summary>The defaults.</summary>
    public static AgreementOptions Default { get; } = new();

    /// <summary>Score from which a box counts, 0..1. Default 0.35.</summary>
    public float Threshold { get; init; } = 0.35f;

    /// <summary>How far below the threshold a partner's score may lie, at least 0. Default 0.1.</summary>
    public float Band { get; init; } = 0.1f;

    /// <summary>Least intersection over union of a pair, above 0, at most 1. Default 0.5.</summary>
    public double MinimumIou { get; init; } = 0.5;

    /// <summary>The stricter overlap that is reported beside it; at least <see cref="MinimumIou"/>. Default 0.75.</summary>
    public double StrictIou { get; init; } = 0.75;

    /// <summary>With fewer reference boxes the agreement is undefined. Default 200.</summary>
    public long MinimumReferenceBoxes { get; init; } = 200;

    /// <summary>Length of a segment in stream time, above 0. Default 2 s.</summary>
    public TimeSpan SegmentLength { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How intervals are drawn over the segments.</summary>
    public BootstrapOptions Bootstrap { get; init; } = BootstrapOptions.Default;

    /// <summary>Score from which a box may be a partner: threshold minus band, free of binary rounding.</summary>
    internal float LowThreshold => (float)Math.Round((double)Threshold - Band, 6);

    internal void Validate()
    {
        if (!(Threshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "A score threshold lies between 0 and 1.");
        if (!(Band >= 0))
            throw new ArgumentOutOfRangeException(nameof(Band), Band, "A score band is at least 0.");
        if (!(MinimumIou is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(MinimumIou), MinimumIou, "An overlap threshold lies above 0 and is at most 1.");
        if (!(StrictIou <= 1) || StrictIou < MinimumIou)
            throw new ArgumentOutOfRangeException(nameof(StrictIou), StrictIou, "The strict overlap lies between the plain one and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SegmentLength, TimeSpan.Zero, nameof(SegmentLength));
    }
}
