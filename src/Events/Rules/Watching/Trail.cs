using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>The last second of an object's way on the ground; its speed is taken over all of it, because boxes jitter.</summary>
internal sealed class Trail
{
    private const int Capacity = 16;
    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan s_step = s_span / (Capacity - 2);
    private static readonly TimeSpan s_longestGap = TimeSpan.FromSeconds(3);
    private readonly (TimeSpan Time, double X, double Y)[] _places = new (TimeSpan, double, double)[Capacity];
    private int _first;
    private int _count;

    /// <summary>How it moves; null while too little of its way is known.</summary>
    public GroundMotion? Motion { get; private set; }

    private (TimeSpan Time, double X, double Y) Last => _places[(_first + _count - 1) % Capacity];

    /// <summary>Forgets the way.</summary>
    public void Clear() => (_first, _count, Motion) = (0, 0, null);

    /// <summary>Takes its place in one frame.</summary>
    public void See(GroundPlane plane, PicturePoint point, TimeSpan time)
    {
        if (!plane.TryMap(point, out double x, out double y))
        {
            Clear();
            return;
        }

        if (_count > 0 && (time < _places[_first].Time || time - Last.Time > s_longestGap))
            Clear();
        // The newest place stays, however long ago: a slow gate may look less than once a second.
        while (_count > 1 && time - _places[_first].Time > s_span)
            (_first, _count) = ((_first + 1) % Capacity, _count - 1);
        if (_count > 0 && time - _places[_first].Time >= s_least)
        {
            (TimeSpan since, double fromX, double fromY) = _places[_first];
            double dx = x - fromX, dy = y - fromY;
            double degrees = Math.Atan2(dx, dy) * 180 / Math.PI;
            Motion = new GroundMotion(Math.Sqrt((dx * dx) + (dy * dy)) / (time - since).TotalSeconds * 3.6, degrees < 0 ? degrees + 360 : degrees);
        }
        else
        {
            Motion = null;
        }

        // Sparse enough that the places of a whole second fit, whatever the frame rate.
        if (_count > 0 && time - Last.Time < s_step)
            return;
        if (_count == Capacity)
            (_first, _count) = ((_first + 1) % Capacity, _count - 1);
        _places[(_first + _count) % Capacity] = (time, x, y);
        _count++;
    }
}
