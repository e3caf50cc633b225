namespace VideoDyn.Temporal.Clips;

/// <summary>How a frame continues what is cut into clips.</summary>
internal enum FrameArrival
{
    /// <summary>It follows what was shown.</summary>
    Follows,

    /// <summary>It has nothing to do with what was shown: the first one, a step back, or a gap longer than a clip.</summary>
    Begins,

    /// <summary>A second picture of one instant; the first one is shown.</summary>
    Repeats,
}

/// <summary>
/// The even instants at which clips look at a stream, by times alone, so that what looks at the pictures and what says
/// beforehand which of them are needed cannot differ.
/// </summary>
/// <param name="framesPerSecond">Instants per second.</param>
/// <param name="length">Length of a clip.</param>
internal sealed class ClipTimes(double framesPerSecond, TimeSpan length)
{
    private TimeSpan? _shown;

    /// <summary>Stream time at which the clips began.</summary>
    public TimeSpan Origin { get; private set; }

    /// <summary>Stream time between the last two frames; zero before the second.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>Stream time of an instant.</summary>
    public TimeSpan Instant(long number) => Origin + TimeSpan.FromSeconds((number + 0.5) / framesPerSecond);

    /// <summary>Stream time at which the part of the stream begins that an instant stands for.</summary>
    public TimeSpan Edge(long number) => Origin + TimeSpan.FromSeconds(number / framesPerSecond);

    /// <summary>A frame has come; one that begins is followed by <see cref="Begin"/>.</summary>
    public FrameArrival Arrive(TimeSpan time)
    {
        if (_shown is not { } shown || time < shown || time - shown > length)
            return FrameArrival.Begins;
        if (time == shown)
            return FrameArrival.Repeats;
        Interval = time - shown;
        _shown = time;
        return FrameArrival.Follows;
    }

    /// <summary>Clips begin with a frame.</summary>
    public void Begin(TimeSpan time)
    {
        Clear();
        _shown = Origin = time;
    }

    /// <summary>Forgets the frame that was shown.</summary>
    public void Clear()
    {
        _shown = null;
        Interval = TimeSpan.Zero;
    }
}
