using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Gates;

/// <summary>
/// Puts an upper bound on analyzed frames per second of stream time before another gate decides. It works on a fixed
/// grid of stream time, so that the same file gives the same frames however it is paced.
/// </summary>
public sealed class MaxRateGate : IGate
{
    private static readonly GateDecision s_skip = GateDecision.Skip(SkipReasons.MaxFps);
    private readonly IGate _inner;
    private readonly double _framesPerSecond;
    private long _lastSlot = long.MinValue;
    private long _offered;
    private bool _asked;

    /// <summary>Creates the gate.</summary>
    /// <param name="framesPerSecond">Largest rate in frames per second of stream time, above 0.</param>
    /// <param name="inner">Decides about the frames that pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number.</exception>
    public MaxRateGate(double framesPerSecond, IGate inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (!(framesPerSecond > 0) || double.IsInfinity(framesPerSecond))
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "The rate must be above 0.");
        _framesPerSecond = framesPerSecond;
        _inner = inner;
    }

    /// <inheritdoc/>
    public Stage Stage => _inner.Stage;

    /// <inheritdoc/>
    public void Attach(IFrameSignals? signals) => _inner.Attach(signals);

    /// <inheritdoc/>
    public void Learn(in GateFeedback feedback) => _inner.Learn(feedback);

    /// <inheritdoc/>
    public IFrameForecast Forecast() => new Ahead(_framesPerSecond, _inner.Forecast());

    /// <inheritdoc/>
    public bool CanRest => _inner.CanRest;

    /// <inheritdoc/>
    public TimeSpan? RestsUntil => _inner.RestsUntil;

    /// <inheritdoc/>
    public IFrameForecast? ForecastAtRest() => _inner.ForecastAtRest() is { } inner ? new Ahead(_framesPerSecond, inner) : null;

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => Passes(frame) ? _inner.Decide(_offered++, frame) : s_skip;

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame) => Passes(frame) ? _inner.DecideUnseen(_offered++, frame) : s_skip;

    private bool Passes(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        long slot = SlotOf(frame.StreamTime, _framesPerSecond);
        _asked = slot != _lastSlot;
        if (!_asked)
            return false;
        _lastSlot = slot;
        return true;
    }

    // Half a microsecond of slack keeps rounded timestamps on their side of a grid line.
    private static long SlotOf(TimeSpan streamTime, double framesPerSecond) => (long)Math.Floor((streamTime.TotalSeconds + 5e-7) * framesPerSecond);

    private sealed class Ahead(double framesPerSecond, IFrameForecast? inner) : IFrameForecast
    {
        private long _lastSlot = long.MinValue;
        private long _offered;

        public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime)
        {
            long slot = SlotOf(streamTime, framesPerSecond);
            if (slot == _lastSlot)
                return false;
            _lastSlot = slot;
            long offered = _offered++;
            return inner is null || inner.MayLook(offered, frameIndex, streamTime);
        }
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("max_fps", _framesPerSecond);
        if (_asked)
            _inner.Explain(numbers);
    }
}
