using System.Globalization;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Gates.Composite;

/// <summary>
/// Gates <c>any(…)</c> and <c>all(…)</c>: several gates decide about every frame, so that each keeps its own count and
/// memory, and one rule makes a single decision of theirs. Each gate is told what really became of the frame.
/// </summary>
public sealed class CompositeGate : IGate
{
    private readonly IGate[] _gates;
    private readonly bool _needsAll;
    private readonly string[] _parts;
    private readonly GateOutcome[] _outcomes;
    private readonly IGate[] _watching;

    /// <summary>Puts gates together.</summary>
    /// <param name="gates">At least one, asked in this order.</param>
    /// <param name="needsAll">Whether a frame is analyzed only when every gate wants it; else one is enough.</param>
    /// <exception cref="ArgumentException">There is no gate.</exception>
    public CompositeGate(IReadOnlyList<IGate> gates, bool needsAll)
    {
        ArgumentNullException.ThrowIfNull(gates);
        if (gates.Count == 0)
            throw new ArgumentException("a composite gate needs at least one gate", nameof(gates));
        _gates = [.. gates];
        _needsAll = needsAll;
        _parts = [.. Enumerable.Range(1, _gates.Length).Select(part => part.ToString(CultureInfo.InvariantCulture))];
        _outcomes = new GateOutcome[_gates.Length];
        _watching = [.. _gates.Where(gate => !IsCounting(gate))];
        CanRest = needsAll ? _gates.Any(gate => gate.CanRest) : _watching.Length > 0 && _watching.All(gate => gate.CanRest);
        Stage = _gates.Any(gate => gate.Stage == Stage.Signals) ? Stage.Signals : Stage.Policy;
    }

    /// <inheritdoc/>
    public Stage Stage { get; }

    /// <summary>
    /// With <c>any</c> it can rest when all gates can that look at pixels: what the others want is known ahead. With <c>all</c> one
    /// is enough, because nothing is analyzed without it.
    /// </summary>
    public bool CanRest { get; }

    /// <inheritdoc/>
    public TimeSpan? RestsUntil
    {
        get
        {
            TimeSpan? until = null;
            foreach (IGate gate in _watching)
            {
                if (gate.RestsUntil is not { } time)
                {
                    if (!_needsAll)
                        return null;
                    continue;
                }

                bool isFurther = until is not { } known || (_needsAll ? time > known : time < known);
                until = isFurther ? time : until;
            }

            return until;
        }
    }

    /// <inheritdoc/>
    public void Attach(IFrameSignals? signals)
    {
        foreach (IGate gate in _gates)
            gate.Attach(signals);
    }

    /// <inheritdoc/>
    public void Learn(in GateFeedback feedback)
    {
        foreach (IGate gate in _gates)
            gate.Learn(feedback);
    }

    /// <inheritdoc/>
    public IFrameForecast? Forecast()
    {
        // Every gate is asked about every frame, so that one which looks at pixels needs them all.
        IFrameForecast?[] parts = [.. _gates.Select(gate => gate.Forecast())];
        return parts.Contains(null) ? null : new Ahead(parts!, _needsAll);
    }

    /// <inheritdoc/>
    public IFrameForecast? ForecastAtRest()
    {
        IEnumerable<IFrameForecast?> resting = _watching.Select(gate => gate.ForecastAtRest());
        IEnumerable<IFrameForecast?> counting = _needsAll ? [] : _gates.Where(IsCounting).Select(gate => gate.Forecast());
        IFrameForecast[] parts = [.. resting.Concat(counting).OfType<IFrameForecast>()];
        return parts.Length == 0 ? null : new Ahead(parts, needsAll: false);
    }

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => Join(frameIndex, frame, isSeen: true);

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame) => Join(frameIndex, frame, isSeen: false);

    private GateDecision Join(long frameIndex, FrameLease frame, bool isSeen)
    {
        GateDecision? analyze = null, rest = null;
        for (int index = 0; index < _gates.Length; index++)
        {
            GateDecision decision = isSeen ? _gates[index].Decide(frameIndex, frame) : _gates[index].DecideUnseen(frameIndex, frame);
            _outcomes[index] = decision.Outcome;
            if (decision.Outcome == GateOutcome.Analyze)
                analyze ??= decision;
            else if (rest is null || (rest.Value.Outcome == GateOutcome.Skip && (decision.Outcome == GateOutcome.Reuse || decision.Reason == SkipReasons.Idle)))
                rest = decision; // that the pixels are the same, or that nobody needed them, says more than that it was no turn
        }

        return (_needsAll ? rest ?? analyze : analyze ?? rest)!.Value;
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        for (int index = 0; index < _gates.Length; index++)
        {
            string before = numbers.Enter(_parts[index]);
            numbers.Add("analyze", _outcomes[index] == GateOutcome.Analyze ? 1 : 0);
            _gates[index].Explain(numbers);
            numbers.Leave(before);
        }
    }

    private static bool IsCounting(IGate gate) => !gate.CanRest && gate.Forecast() is not null;

    private sealed class Ahead(IFrameForecast[] parts, bool needsAll) : IFrameForecast
    {
        public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime)
        {
            int looking = 0;
            foreach (IFrameForecast part in parts)
                looking += part.MayLook(ordinal, frameIndex, streamTime) ? 1 : 0;
            return needsAll ? looking == parts.Length : looking > 0;
        }
    }
}
