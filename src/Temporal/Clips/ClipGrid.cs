using VideoDyn.Core.Frames;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Clips;

/// <summary>
/// The frame that is shown at each of the instants at which clips look at a stream: what is shown at an instant is the last
/// frame before it, so it is known when the next one comes.
/// </summary>
/// <param name="framesPerSecond">Instants per second.</param>
/// <param name="length">Length of a clip.</param>
internal sealed class ClipGrid(double framesPerSecond, TimeSpan length)
{
    private readonly ClipTimes _times = new(framesPerSecond, length);
    private readonly RateWatch _rate = new(framesPerSecond);

    /// <summary>The frame that is shown, held; null before the first. It may come without pixels where nobody needs them.</summary>
    public FrameLease? Shown { get; private set; }

    /// <summary>
    /// The picture of the frame that is shown. Where a damaged recording gave none although it was needed, the last one before
    /// it; null before the first.
    /// </summary>
    public FrameLease? Seen { get; private set; }

    /// <summary>Stream time and index of the frame that came last.</summary>
    public (TimeSpan Time, long Index) Newest { get; private set; }

    /// <summary>Stream time at which the clips began.</summary>
    public TimeSpan Origin => _times.Origin;

    /// <summary>What people should know about the frame rate; null when there is nothing.</summary>
    public string? Note => _rate.Note;

    /// <summary>Until when the frame that is shown would be, if the stream ended with it.</summary>
    public TimeSpan End => Shown!.StreamTime + (_times.Interval > TimeSpan.Zero ? _times.Interval : Instant(1) - Instant(0));

    /// <summary>Stream time of an instant.</summary>
    public TimeSpan Instant(long number) => _times.Instant(number);

    /// <summary>Stream time at which the part of the stream begins that an instant stands for.</summary>
    public TimeSpan Edge(long number) => _times.Edge(number);

    /// <summary>A frame has come.</summary>
    public FrameArrival Arrive(FrameLease frame)
    {
        TimeSpan time = frame.StreamTime;
        Newest = (time, frame.Index);
        FrameArrival arrival = _times.Arrive(time);
        _rate.Add(time, arrival == FrameArrival.Begins);
        return arrival;
    }

    /// <summary>Clips begin with a frame.</summary>
    public void Begin(FrameLease frame) => _times.Begin(frame.StreamTime);

    /// <summary>Shows a frame from now on.</summary>
    public void Show(FrameLease frame)
    {
        Shown?.Dispose();
        Shown = frame.Retain();
        if (!frame.HasPixels)
            return;
        Seen?.Dispose();
        Seen = frame.Retain();
    }

    /// <summary>Shows nothing any more, and gives the held frames back.</summary>
    public void Clear()
    {
        Shown?.Dispose();
        Seen?.Dispose();
        Shown = Seen = null;
        _times.Clear();
    }
}
