namespace VideoDyn.Evaluation.Events;

/// <summary>How well the events found fit those expected.</summary>
public sealed record EventScores
{
    /// <summary>Events that have a partner.</summary>
    public required long Matched { get; init; }

    /// <summary>Expected events without one.</summary>
    public required long Missed { get; init; }

    /// <summary>Found events without one.</summary>
    public required long Extra { get; init; }

    /// <summary>Mean of found minus expected time over the pairs, negative when early; null without pairs.</summary>
    public required TimeSpan? MeanDelay { get; init; }

    /// <summary>Mean distance in time of the pairs; null without pairs.</summary>
    public required TimeSpan? MeanDistance { get; init; }

    /// <summary>Share of the found events that are right; null without any.</summary>
    public double? Precision => Matched + Extra > 0 ? (double)Matched / (Matched + Extra) : null;

    /// <summary>Share of the expected events that are found; null without any.</summary>
    public double? Recall => Matched + Missed > 0 ? (double)Matched / (Matched + Missed) : null;

    /// <summary>Harmonic mean of both; null without any event.</summary>
    public double? F1 => Matched + Missed + Extra > 0 ? 2.0 * Matched / ((2.0 * Matched) + Missed + Extra) : null;
}
