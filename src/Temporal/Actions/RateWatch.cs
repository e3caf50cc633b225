using System.Globalization;

namespace VideoDyn.Temporal.Actions;

/// <summary>
/// Measures the frame rate of a stream by its own timestamps, since headers are often wrong, and says when a model was
/// made for more frames than come.
/// </summary>
public sealed class RateWatch(double expected)
{
    private const double Slack = 0.9;
    private long _frames;
    private TimeSpan _covered;
    private TimeSpan _last;

    /// <summary>Frames per second so far; null before two frames of rising time.</summary>
    public double? Rate => _covered > TimeSpan.Zero ? _frames / _covered.TotalSeconds : null;

    /// <summary>Rate of the stream by that of the model; null before it is known.</summary>
    public double? Factor => Rate / expected;

    /// <summary>What people should know: the factor, when frames are too few; else null.</summary>
    public string? Note => Factor is { } factor && factor < Slack
        ? string.Create(CultureInfo.InvariantCulture, $"the stream has {Rate:0.##} frames per second, the model was made for {expected:0.##}: time runs {1 / factor:0.##} times as fast for it")
        : null;

    /// <summary>A frame came. Steps back and repetitions of time do not count.</summary>
    /// <param name="time">Its stream time.</param>
    /// <param name="begins">Whether it follows a break, so that the time since the one before says nothing.</param>
    public void Add(TimeSpan time, bool begins)
    {
        if (!begins && time > _last)
        {
            _frames++;
            _covered += time - _last;
        }

        _last = time;
    }
}
