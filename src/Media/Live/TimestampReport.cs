namespace VideoDyn.Media.Live;

/// <summary>What was odd about the timestamps of one connection; none of it shows in stream time.</summary>
public readonly record struct TimestampReport
{
    /// <summary>Leaps ahead of more than a second that the clock on the wall did not make.</summary>
    public long Jumps { get; init; }

    /// <summary>Steps back, small or large.</summary>
    public long BackwardSteps { get; init; }

    /// <summary>Counters that ran over at 32 or 33 bits.</summary>
    public long Wraps { get; init; }

    /// <summary>Pictures with the timestamp of the picture before.</summary>
    public long Repeats { get; init; }

    /// <summary>Pictures without a timestamp.</summary>
    public long Missing { get; init; }

    /// <summary>The camera's clock less this machine's, by its last sender report; null when it sends none.</summary>
    public TimeSpan? SenderOffset { get; init; }

    /// <summary>One line for people, or null when nothing was odd.</summary>
    public string? Describe() =>
        Jumps + BackwardSteps + Wraps == 0 ? null : FormattableString.Invariant($"timestamps jumped {Jumps} times, went back {BackwardSteps} times, ran over {Wraps} times");
}
