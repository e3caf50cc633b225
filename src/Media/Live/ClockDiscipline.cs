namespace VideoDyn.Media.Live;

/// <summary>
/// Holds a camera's stream time to the clock on the wall over days: quartz clocks differ by up to a few hundred parts
/// per million, which is half a minute a day.
/// </summary>
/// <remarks>
/// Lateness (wall clock less stream time) varies with the network, but its least value over a window is steady. When that
/// leaves a dead band, stream time is stretched or squeezed by at most half a thousandth until it is back at zero.
/// Beyond two seconds, where a counter runs at a wrong rate or left out a pause, up to threefold or to a half.
/// </remarks>
internal sealed class ClockDiscipline
{
    private const double GentleSlew = 0.0005;
    private const double HardStretch = 2;
    private const double HardSqueeze = 0.5;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_deadBand = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_gentleBand = TimeSpan.FromSeconds(2);

    private TimeSpan _windowEnd = TimeSpan.MinValue;
    private TimeSpan _least = TimeSpan.MaxValue;
    private TimeSpan _remaining;
    private bool _isGentle;

    /// <summary>How much stream time to add to a step; at least minus half of the step, so that time still rises.</summary>
    /// <param name="lateness">Wall clock less stream time of the picture, before this correction.</param>
    /// <param name="wall">The clock on the wall.</param>
    /// <param name="step">Stream time since the last picture; not negative.</param>
    public TimeSpan Correct(TimeSpan lateness, TimeSpan wall, TimeSpan step)
    {
        if (_windowEnd == TimeSpan.MinValue)
            _windowEnd = wall + s_window;
        if (lateness < _least)
            _least = lateness;
        if (wall >= _windowEnd)
        {
            _isGentle = _least.Duration() <= s_gentleBand;
            _remaining = _least.Duration() > s_deadBand ? _least : TimeSpan.Zero;
            _least = TimeSpan.MaxValue;
            _windowEnd = wall + s_window;
        }

        if (_remaining == TimeSpan.Zero)
            return TimeSpan.Zero;
        double slew = _isGentle ? GentleSlew : _remaining > TimeSpan.Zero ? HardStretch : HardSqueeze;
        var most = TimeSpan.FromTicks((long)(step.Ticks * slew));
        TimeSpan correction = _remaining > most ? most : _remaining < -most ? -most : _remaining;
        _remaining -= correction;
        return correction;
    }
}
