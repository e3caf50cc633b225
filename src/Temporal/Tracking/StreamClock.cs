namespace VideoDyn.Temporal.Tracking;

/// <summary>
/// Turns the times of frames into a time that never runs backwards and never overflows. A step back counts as no time
/// at all, and time goes on from there: a camera whose clock was set back must not freeze its tracks.
/// </summary>
internal sealed class StreamClock
{
    private bool _started;

    /// <summary>Time as it ran, without the steps back.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Time of the last frame as given.</summary>
    public TimeSpan FrameTime { get; private set; }

    /// <summary>Frames at the time of the frame before.</summary>
    public long StoodStill { get; private set; }

    /// <summary>Frames before the frame before.</summary>
    public long WentBack { get; private set; }

    /// <summary>Moves on to a frame's time.</summary>
    /// <returns>Elapsed seconds, 0 when time did not advance.</returns>
    public double Advance(TimeSpan time)
    {
        if (!_started)
        {
            _started = true;
            Now = FrameTime = time;
            return 0;
        }
        if (time == FrameTime)
            StoodStill++;
        else if (time < FrameTime)
            WentBack++;
        TimeSpan elapsed = Elapsed(FrameTime, time);
        FrameTime = time;
        Now = Now > TimeSpan.MaxValue - elapsed ? TimeSpan.MaxValue : Now + elapsed;
        return elapsed.TotalSeconds;
    }

    /// <summary>Forgets the time: the next frame's may be any.</summary>
    public void Restart() => _started = false;

    /// <summary>How long ago a moment of <see cref="Now"/> was.</summary>
    public TimeSpan Since(TimeSpan moment) => Elapsed(moment, Now);

    /// <summary>When, in the time of frames, something was that is so old.</summary>
    public TimeSpan FrameTimeBefore(TimeSpan age) => Before(FrameTime, age);

    /// <summary>A moment of <see cref="Now"/> some time ago; a negative age counts as none.</summary>
    public TimeSpan NowBefore(TimeSpan age) => Before(Now, age);

    private static TimeSpan Elapsed(TimeSpan from, TimeSpan to)
    {
        if (to <= from)
            return TimeSpan.Zero;
        long ticks = unchecked(to.Ticks - from.Ticks);
        return ticks < 0 ? TimeSpan.MaxValue : new(ticks);
    }

    private static TimeSpan Before(TimeSpan time, TimeSpan age)
    {
        if (age <= TimeSpan.Zero)
            return time;
        long ticks = unchecked(time.Ticks - age.Ticks);
        return ticks > time.Ticks ? TimeSpan.MinValue : new(ticks);
    }
}
