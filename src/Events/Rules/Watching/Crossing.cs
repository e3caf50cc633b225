using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>On which side of a line an object is, and whether it went through the line to get there.</summary>
internal struct Crossing
{
    private PicturePoint _point;
    private double _side;
    private TimeSpan _time;
    private int _believed;
    private EventInterval _pending;
    private bool _isPending;
    private TimeSpan _crossed;
    private bool _hasCrossed;

    /// <summary>Whether it was counted inwards.</summary>
    public bool IsCountedIn { get; set; }

    /// <summary>Whether it was counted outwards.</summary>
    public bool IsCountedOut { get; set; }

    /// <summary>Takes its place in one frame.</summary>
    /// <param name="line">The line.</param>
    /// <param name="point">The place.</param>
    /// <param name="time">Stream time.</param>
    /// <param name="confirm">How long it must stay on the other side.</param>
    /// <param name="hysteresis">How long after a crossing there is no other.</param>
    /// <param name="when">When it crossed.</param>
    /// <returns>1 when it crossed to the right, -1 to the left, 0 when it did not.</returns>
    public int See(Line line, PicturePoint point, TimeSpan time, TimeSpan confirm, TimeSpan hysteresis, out EventInterval when)
    {
        when = default;
        double side = line.SideOf(point);
        // A point on the line itself is on neither side yet.
        if (side == 0 || double.IsNaN(side))
            return 0;
        int sign = Math.Sign(side);
        if (_believed == 0)
            _believed = sign;
        else if (Math.Sign(_side) != sign)
            Turn(line, point, side, time);
        (_point, _side, _time) = (point, side, time);
        if (!_isPending || time - _pending.Latest < confirm || (_hasCrossed && time - _crossed < hysteresis))
            return 0;
        when = _pending;
        (_believed, _isPending, _crossed, _hasCrossed) = (sign, false, when.At, true);
        return sign;
    }

    private void Turn(Line line, PicturePoint point, double side, TimeSpan time)
    {
        _isPending = false;
        if (Math.Sign(side) == _believed)
            return; // it came back before its crossing was believed
        if (line.Crossing(_point, _side, point, side) is not { } share)
        {
            _believed = Math.Sign(side); // it went round an end
            return;
        }

        TimeSpan from = _time < time ? _time : time;
        _pending = new EventInterval(from + TimeSpan.FromTicks((long)((time - from).Ticks * share)), from, time);
        _isPending = true;
    }
}
