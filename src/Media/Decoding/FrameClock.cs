using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// Turns timestamps into stream time that never goes back.
/// </summary>
/// <remarks>
/// Stream time is (timestamp - start of the stream) x time base. A missing timestamp continues by the duration of the
/// picture before, or by one period of the average rate. A timestamp that goes back by at most a second (jitter, broken
/// muxers) repeats the time before; one that goes back further (joined recordings) starts a new section that continues
/// where the last one ended. Times before the start of the stream count as zero.
/// </remarks>
internal sealed class FrameClock
{
    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(1);

    private readonly Int128 _ticksPerUnitNumerator;
    private readonly long _ticksPerUnitDenominator;
    private readonly TimeSpan _period;
    private long _start;
    private TimeSpan _offset;
    private TimeSpan _step;
    private TimeSpan _last = TimeSpan.MinValue;

    /// <summary>Creates the clock of one stream.</summary>
    /// <param name="timeBase">Seconds per unit.</param>
    /// <param name="start">First timestamp, or <see cref="AvUtil.NoTime"/> to take that of the first picture.</param>
    /// <param name="rate">Average pictures per second; 0 when unknown.</param>
    public FrameClock(AVRational timeBase, long start, double rate)
    {
        _ticksPerUnitNumerator = (Int128)timeBase.Numerator * TimeSpan.TicksPerSecond;
        _ticksPerUnitDenominator = Math.Max(1, timeBase.Denominator);
        _start = start;
        _period = rate > 0 ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        _step = _period;
    }

    /// <summary>Units to time, rounded to the nearest 100 ns.</summary>
    public TimeSpan ToTime(long units)
    {
        Int128 scaled = units * _ticksPerUnitNumerator;
        Int128 half = _ticksPerUnitDenominator / 2;
        Int128 ticks = (scaled + (scaled < 0 ? -half : half)) / _ticksPerUnitDenominator;
        return TimeSpan.FromTicks((long)Int128.Clamp(ticks, long.MinValue / 4, long.MaxValue / 4));
    }

    /// <summary>Time to units, rounded down, counted from the start of the stream.</summary>
    public long ToTimestamp(TimeSpan time)
    {
        Int128 units = (Int128)time.Ticks * _ticksPerUnitDenominator / Int128.Max(1, _ticksPerUnitNumerator);
        return (long)units + (_start == AvUtil.NoTime ? 0 : _start);
    }

    /// <summary>Time of a timestamp from the start of the stream; null when one of the two is unknown.</summary>
    public TimeSpan? TimeOf(long timestamp) => timestamp == AvUtil.NoTime || _start == AvUtil.NoTime ? null : ToTime(timestamp - _start);

    /// <summary>Whether a timestamp lies before a stream time; false when one of the two is unknown.</summary>
    public bool IsBefore(long timestamp, TimeSpan time) =>
        timestamp != AvUtil.NoTime && _start != AvUtil.NoTime && ToTime(timestamp - _start) < time;

    /// <summary>Stream time of the next picture.</summary>
    /// <param name="timestamp">Its timestamp, or <see cref="AvUtil.NoTime"/>.</param>
    /// <param name="duration">Its duration in the same units; 0 when unknown.</param>
    public TimeSpan Next(long timestamp, long duration)
    {
        TimeSpan time = Place(timestamp);
        if (time < TimeSpan.Zero)
            time = TimeSpan.Zero;
        _last = time;
        _step = duration > 0 ? ToTime(duration) : _period;
        return time;
    }

    /// <summary>Stream time that a later picture will have, if it is the next one; null when that cannot be said.</summary>
    /// <param name="timestamp">Its timestamp.</param>
    public TimeSpan? After(long timestamp)
    {
        if (timestamp == AvUtil.NoTime || _start == AvUtil.NoTime)
            return null;
        TimeSpan time = ToTime(timestamp - _start) + _offset;
        return time < TimeSpan.Zero ? TimeSpan.Zero : time < _last ? null : time;
    }

    private TimeSpan Place(long timestamp)
    {
        bool isFirst = _last == TimeSpan.MinValue;
        if (timestamp == AvUtil.NoTime)
            return isFirst ? TimeSpan.Zero : _last + _step;
        if (_start == AvUtil.NoTime)
            _start = timestamp;
        TimeSpan time = ToTime(timestamp - _start) + _offset;
        if (isFirst || time >= _last)
            return time;
        if (_last - time <= s_restart)
            return _last;
        TimeSpan next = _last + _step;
        _offset += next - time;
        return next;
    }
}
