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

    /// <summary>Found minus expected time of each pair, by rising delay; negative when early.</summary>
    public required IReadOnlyList<TimeSpan> Delays { get; init; }

    /// <summary>Mean delay of the pairs; null without pairs.</summary>
    public TimeSpan? MeanDelay => Mean(delay => delay);

    /// <summary>Mean distance in time of the pairs; null without pairs.</summary>
    public TimeSpan? MeanDistance => Mean(delay => delay.Duration());

    /// <summary>The delay that 95 % of the pairs do not exceed (nearest rank); null without pairs.</summary>
    public TimeSpan? P95Delay => Delays.Count > 0 ? Delays[(int)Math.Ceiling(0.95 * Delays.Count) - 1] : null;

    /// <summary>Share of the found events that are right; null without any.</summary>
    public double? Precision => Matched + Extra > 0 ? (double)Matched / (Matched + Extra) : null;

    /// <summary>Share of the expected events that are found; null without any.</summary>
    public double? Recall => Matched + Missed > 0 ? (double)Matched / (Matched + Missed) : null;

    /// <summary>Harmonic mean of both; null without any event.</summary>
    public double? F1 => Matched + Missed + Extra > 0 ? 2.0 * Matched / ((2.0 * Matched) + Missed + Extra) : null;

    private TimeSpan? Mean(Func<TimeSpan, TimeSpan> of) =>
        Delays.Count > 0 ? TimeSpan.FromTicks(Delays.Sum(delay => of(delay).Ticks) / Delays.Count) : null;
}
