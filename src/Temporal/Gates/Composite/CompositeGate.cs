using System.Globalization;
using VideoDyn.Core.Frames;
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
        Stage = _gates.Any(gate => gate.Stage == Stage.Signals) ? Stage.Signals : Stage.Policy;
    }

    /// <inheritdoc/>
    public Stage Stage { get; }

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
            else if (rest is null || (rest.Value.Outcome == GateOutcome.Skip && decision.Outcome == GateOutcome.Reuse))
                rest = decision; // that the pixels are the same says more than that they were not looked at
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
