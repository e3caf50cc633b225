using VideoDyn.Core.Frames;
using VideoDyn.Temporal.Actions;

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
/// The even instants at which clips look at a stream, and the frame that is shown until the next one comes: what is shown
/// at an instant is the last frame before it, so it is known when the next one comes.
/// </summary>
/// <param name="framesPerSecond">Instants per second.</param>
/// <param name="length">Length of a clip.</param>
internal sealed class ClipGrid(double framesPerSecond, TimeSpan length)
{
    private readonly RateWatch _rate = new(framesPerSecond);
    private TimeSpan _interval;

    /// <summary>The frame that is shown, held; null before the first.</summary>
    public FrameLease? Shown { get; private set; }

    /// <summary>Stream time and index of the frame that came last.</summary>
    public (TimeSpan Time, long Index) Newest { get; private set; }

    /// <summary>Stream time at which the clips began.</summary>
    public TimeSpan Origin { get; private set; }

    /// <summary>What people should know about the frame rate; null when there is nothing.</summary>
    public string? Note => _rate.Note;

    /// <summary>Until when the frame that is shown would be, if the stream ended with it.</summary>
    public TimeSpan End => Shown!.StreamTime + (_interval > TimeSpan.Zero ? _interval : Instant(1) - Instant(0));

    /// <summary>Stream time of an instant.</summary>
    public TimeSpan Instant(long number) => Origin + TimeSpan.FromSeconds((number + 0.5) / framesPerSecond);

    /// <summary>Stream time at which the part of the stream begins that an instant stands for.</summary>
    public TimeSpan Edge(long number) => Origin + TimeSpan.FromSeconds(number / framesPerSecond);

    /// <summary>A frame has come.</summary>
    public FrameArrival Arrive(FrameLease frame)
    {
        TimeSpan time = frame.StreamTime;
        Newest = (time, frame.Index);
        bool begins = Shown is null || time < Shown.StreamTime || time - Shown.StreamTime > length;
        _rate.Add(time, begins);
        if (begins)
            return FrameArrival.Begins;
        if (time == Shown!.StreamTime)
            return FrameArrival.Repeats;
        _interval = time - Shown.StreamTime;
        return FrameArrival.Follows;
    }

    /// <summary>Clips begin with a frame.</summary>
    public void Begin(FrameLease frame) => Origin = frame.StreamTime;

    /// <summary>Shows a frame from now on.</summary>
    public void Show(FrameLease frame)
    {
        Shown?.Dispose();
        Shown = frame.Retain();
    }

    /// <summary>Shows nothing any more, and gives the held frame back.</summary>
    public void Clear()
    {
        Shown?.Dispose();
        Shown = null;
        _interval = TimeSpan.Zero;
    }
}
