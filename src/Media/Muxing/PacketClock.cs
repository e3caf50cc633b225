using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>
/// Places packets in stream time. Only pictures have one, and not every packet becomes a picture, so a packet lies as far
/// from the last picture as their timestamps are apart.
/// </summary>
/// <param name="timeBase">Unit of timestamps.</param>
internal sealed class PacketClock(AVRational timeBase)
{
    // Timestamps that go back further than this belong to another recording that was joined on.
    private static readonly TimeSpan s_joined = TimeSpan.FromSeconds(1);
    private long? _timestamp;
    private TimeSpan _time;
    private TimeSpan? _last;
    private bool _isKnown;

    /// <summary>The time of the next packet in decoding order; relative to the first one until a picture is known.</summary>
    /// <param name="timestamp">Its decoding timestamp, or <see cref="AvUtil.NoTime"/>.</param>
    public TimeSpan Next(long timestamp)
    {
        if (timestamp == AvUtil.NoTime)
            return _last ?? _time;
        _timestamp ??= timestamp;
        TimeSpan time = _time + Span(timestamp - _timestamp.Value);
        if (_last is { } last && last - time > s_joined)
            time = last;
        _last = time;
        return time;
    }

    /// <summary>A picture is known.</summary>
    /// <param name="timestamp">Its timestamp, or <see cref="AvUtil.NoTime"/>.</param>
    /// <param name="time">Its stream time.</param>
    /// <param name="shift">By how much the times given so far were off.</param>
    /// <returns>Whether it is the first picture.</returns>
    public bool Anchor(long timestamp, TimeSpan time, out TimeSpan shift)
    {
        shift = default;
        if (timestamp == AvUtil.NoTime)
            return false;
        bool first = !_isKnown;
        if (first && _timestamp is { } known)
        {
            shift = time - (_time + Span(timestamp - known));
            _last += shift;
        }

        (_timestamp, _time, _isKnown) = (timestamp, time, true);
        return first;
    }

    private TimeSpan Span(long units) => TimeSpan.FromTicks((long)((Int128)units * timeBase.Numerator * TimeSpan.TicksPerSecond / Math.Max(1, timeBase.Denominator)));
}
