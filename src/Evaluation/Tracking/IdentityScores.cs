namespace VideoDyn.Evaluation.Tracking;

/// <summary>The identity scores (Ristani et al., 2016). Null means: nothing to measure.</summary>
public sealed record IdentityScores
{
    /// <summary>Boxes under the right identity (IDTP).</summary>
    public required long Right { get; init; }

    /// <summary>Boxes of the truth that are not (IDFN).</summary>
    public required long Missed { get; init; }

    /// <summary>Boxes of the tracker that are not (IDFP).</summary>
    public required long Wrong { get; init; }

    /// <summary>Share of the tracker's boxes under the right identity (IDP); null without boxes.</summary>
    public double? Precision => Right + Wrong > 0 ? (double)Right / (Right + Wrong) : null;

    /// <summary>Share of the truth's boxes under the right identity (IDR); null without objects.</summary>
    public double? Recall => Right + Missed > 0 ? (double)Right / (Right + Missed) : null;

    /// <summary>Harmonic mean of both (IDF1); null without either.</summary>
    public double? F1 => Right + Wrong + Missed > 0 ? 2.0 * Right / ((2.0 * Right) + Wrong + Missed) : null;
}
