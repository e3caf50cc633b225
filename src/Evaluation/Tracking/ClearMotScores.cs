namespace VideoDyn.Evaluation.Tracking;

/// <summary>The CLEAR MOT scores (Bernardin and Stiefelhagen, 2008). Null means: nothing to measure.</summary>
public sealed record ClearMotScores
{
    /// <summary>Boxes of the truth over all frames.</summary>
    public required long Objects { get; init; }

    /// <summary>Of them, those with a box of the tracker.</summary>
    public required long Matched { get; init; }

    /// <summary>Of them, those without (false negatives).</summary>
    public required long Missed { get; init; }

    /// <summary>Boxes of the tracker without an object (false positives).</summary>
    public required long Extra { get; init; }

    /// <summary>How often an object is followed by another track than the last time.</summary>
    public required long IdSwitches { get; init; }

    /// <summary>How often an object is lost while it is present and found again.</summary>
    public required long Fragmentations { get; init; }

    /// <summary>Mean overlap of the pairs, 0..1, larger is better; null without pairs.</summary>
    public required double? Motp { get; init; }

    /// <summary>Objects that are followed in at least 80 % of their frames.</summary>
    public required int MostlyTracked { get; init; }

    /// <summary>Objects in between.</summary>
    public required int PartlyTracked { get; init; }

    /// <summary>Objects that are followed in less than 20 % of their frames.</summary>
    public required int MostlyLost { get; init; }

    /// <summary>1 - (missed + extra + switches) / objects, at most 1, may be negative; null without objects.</summary>
    public double? Mota => Objects > 0 ? 1 - ((double)(Missed + Extra + IdSwitches) / Objects) : null;
}
