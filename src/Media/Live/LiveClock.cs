using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>
/// Turns the timestamps of one connection into stream time that strictly rises and keeps to the clock on the wall,
/// whatever the camera's counter does.
/// </summary>
/// <remarks>
/// <para>The first picture has the wall clock's time. From there timestamps count: steps of up to a second pass, longer
/// ones only as far as the wall clock went too, a second allowed. A longer one is a jump, and stream time goes on with
/// the wall clock's step. A step back of up to a second (jitter, wrong order) holds stream time until the counter is past
/// the place where it turned; a longer one is a jump. A counter that runs over at 32 or 33 bits goes on.</para>
/// <para>A pure function of its arguments; the caller reads the clocks.</para>
/// </remarks>
internal sealed class LiveClock
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_usualStep = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_wrapSlack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    private readonly Int128 _ticksPerUnitNumerator;
    private readonly Int128 _ticksPerUnitDenominator;
    private readonly ClockDiscipline? _discipline;
    private readonly TimeSpan? _floor;
    private bool _isRunning;
    private bool _isAnchored;
    private Int128 _anchor; // timestamp that _anchorTime belongs to
    private TimeSpan _anchorTime;
    private Int128 _highest; // furthest timestamp of this section, counters that ran over unrolled
    private Int128 _unrolled; // what is added to timestamps since the counter ran over
    private TimeSpan _wall;
    private TimeSpan _wallAtHighest;
    private TimeSpan _timeAtHighest;
    private TimeSpan _step;
    private long _jumps;
    private long _back;
    private long _wraps;
    private long _repeats;
    private long _missing;

    /// <summary>Creates the clock of one connection.</summary>
    /// <param name="timeBase">Seconds per unit of the timestamps.</param>
    /// <param name="rate">Pictures per second; 0 when unknown.</param>
    /// <param name="floor">Stream time of the last picture before this connection; null when there was none.</param>
    /// <param name="followsWall">Whether stream time is held to the wall clock over time.</param>
    public LiveClock(AVRational timeBase, double rate, TimeSpan? floor, bool followsWall = true)
    {
        _ticksPerUnitNumerator = (Int128)Math.Max(1, timeBase.Numerator) * TimeSpan.TicksPerSecond;
        _ticksPerUnitDenominator = Math.Max(1, timeBase.Denominator);
        _step = rate is > 0.1 and < 1000 ? TimeSpan.FromSeconds(1 / rate) : s_usualStep;
        _floor = floor;
        _discipline = followsWall ? new ClockDiscipline() : null;
        Last = floor ?? TimeSpan.Zero;
    }

    /// <summary>Stream time of the last picture.</summary>
    public TimeSpan Last { get; private set; }

    /// <summary>What was odd so far.</summary>
    public TimestampReport Report => new() { Jumps = _jumps, BackwardSteps = _back, Wraps = _wraps, Repeats = _repeats, Missing = _missing };

    /// <summary>Stream time of the next picture.</summary>
    /// <param name="timestamp">Its timestamp, or <see cref="AvUtil.NoTime"/>.</param>
    /// <param name="wall">The clock on the wall, from the camera's epoch; steps back are ignored.</param>
    public TimeSpan Next(long timestamp, TimeSpan wall)
    {
        if (!_isRunning)
            return Begin(timestamp, wall);
        if (wall > _wall)
            _wall = wall;
        if (timestamp == AvUtil.NoTime)
        {
            _missing++;
            return Last += _step; // the section goes on at its own pace with the next timestamp
        }

        if (!_isAnchored)
        {
            _isAnchored = true;
            return Continue(timestamp);
        }

        Int128 at = Unroll(timestamp);
        TimeSpan step = ToTime(at - _highest);
        if (step <= TimeSpan.Zero)
            return StepBack(at, step);
        TimeSpan wallSinceHighest = _wall - _wallAtHighest;
        if (step > s_tolerance && step - s_tolerance > wallSinceHighest)
        {
            _jumps++;
            return Continue(at);
        }

        return Advance(at, step);
    }

    private TimeSpan Begin(long timestamp, TimeSpan wall)
    {
        _isRunning = true;
        _wall = _wallAtHighest = wall < TimeSpan.Zero ? TimeSpan.Zero : wall;
        Last = _floor is { } floor && floor >= _wall ? floor + s_tick : _wall;
        _isAnchored = timestamp != AvUtil.NoTime;
        if (!_isAnchored)
            _missing++;
        _anchor = _highest = timestamp;
        _anchorTime = _timeAtHighest = Last;
        return Last;
    }

    private TimeSpan Advance(Int128 at, TimeSpan step)
    {
        TimeSpan time = _anchorTime + ToTime(at - _anchor);
        if (_discipline is not null)
        {
            TimeSpan correction = _discipline.Correct(_wall - time, _wall, step);
            _anchorTime += correction;
            time += correction;
        }

        _step += (step - _step) / 8;
        if (_step > s_tolerance)
            _step = s_tolerance;
        _highest = at;
        _wallAtHighest = _wall;
        return Last = _timeAtHighest = time > Last ? time : Last + s_tick;
    }

    private TimeSpan StepBack(Int128 at, TimeSpan step)
    {
        if (step == TimeSpan.Zero)
            _repeats++;
        else
            _back++;
        // A counter that stands or stays behind for long has begun anew, or is broken.
        if (step < -s_tolerance || _wall - _wallAtHighest > s_tolerance)
            return Continue(at);
        return Last += s_tick;
    }

    // A new section: stream time goes on by what the wall clock went since the last good timestamp.
    private TimeSpan Continue(Int128 at)
    {
        TimeSpan due = _timeAtHighest + (_wall - _wallAtHighest);
        Last = _timeAtHighest = due > Last ? due : Last + _step;
        _anchor = _highest = at;
        _anchorTime = Last;
        _wallAtHighest = _wall;
        return Last;
    }

    private Int128 Unroll(long timestamp)
    {
        Int128 at = timestamp + _unrolled;
        foreach (int bits in (ReadOnlySpan<int>)[32, 33])
        {
            Int128 period = Int128.One << bits;
            if (at < _highest && ToTime(at + period - _highest).Duration() <= s_wrapSlack + (_wall - _wallAtHighest))
            {
                _wraps++;
                _unrolled += period;
                return at + period;
            }
        }

        return at;
    }

    /// <summary>Units to time.</summary>
    public TimeSpan ToTime(long units) => ToTime((Int128)units);

    private TimeSpan ToTime(Int128 units)
    {
        Int128 scaled = units * _ticksPerUnitNumerator;
        Int128 half = _ticksPerUnitDenominator / 2;
        Int128 ticks = (scaled + (scaled < 0 ? -half : half)) / _ticksPerUnitDenominator;
        return TimeSpan.FromTicks((long)Int128.Clamp(ticks, long.MinValue / 4, long.MaxValue / 4));
    }
}
