using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates;

/// <summary>Gate <c>every-n</c>: analyzes frames 0, n, 2n … and skips the rest. The fixed-interval rival of every adaptive gate.</summary>
public sealed class EveryNGate : IGate
{
    private static readonly GateDecision s_skip = GateDecision.Skip(SkipReasons.EveryN);
    private static readonly GateDecision s_turn = new(GateOutcome.Analyze, SkipReasons.EveryN);
    private readonly int _n;
    private long _phase;

    /// <summary>Creates the gate.</summary>
    /// <param name="n">Interval in frames, at least 1; 1 analyzes every frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is below 1.</exception>
    public EveryNGate(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        _n = n;
    }

    /// <inheritdoc/>
    public IFrameForecast Forecast() => new Ahead(_n);

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => DecideUnseen(frameIndex, frame);

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame)
    {
        _phase = frameIndex % _n;
        return _phase == 0 ? s_turn : s_skip;
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("phase", _phase);
        numbers.Add("n", _n);
    }

    private sealed class Ahead(int n) : IFrameForecast
    {
        public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime) => ordinal % n == 0;
    }
}
