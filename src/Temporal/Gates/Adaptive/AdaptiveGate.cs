using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Temporal.Gates.Adaptive;

/// <summary>
/// Gate <c>adaptive</c>: gate <c>change</c> with a loss that is moved until audits find the agreement that was asked for.
/// What <c>change</c> expects to lose is learned where it looks; audits also see what it does not.
/// </summary>
public sealed class AdaptiveGate : IGate, IStateful
{
    private readonly AdaptiveGateOptions _options;
    private readonly LossControl _control;
    private readonly LossSlot _slot;
    private ChangeGate _inner;

    /// <summary>Creates the gate of one stream.</summary>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public AdaptiveGate(AdaptiveGateOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
        _control = new LossControl(_options);
        _inner = NewGate();
        _slot = new LossSlot(_control, _options.Target, () => _inner = NewGate());
        Slots = [_slot];
    }

    /// <inheritdoc/>
    public Stage Stage => _inner.Stage;

    /// <summary>The loss that <c>change</c> aims at now.</summary>
    public double Loss => _control.Loss;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <inheritdoc/>
    public void Attach(IFrameSignals? signals)
    {
        // What was kept from an earlier run is known only now.
        _inner.Loss = _control.Loss;
        _inner.Attach(signals);
    }

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => _inner.Decide(frameIndex, frame);

    /// <inheritdoc/>
    public void Learn(in GateFeedback feedback)
    {
        _slot.FrameSize = (feedback.FrameWidth, feedback.FrameHeight);
        _inner.Learn(feedback);
        if (feedback.Audit is { } audit && _control.Add(audit))
            _inner.Loss = _control.Loss;
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        _inner.Explain(numbers);
        numbers.Add("loss", _control.Loss);
        numbers.Add("agreement", _control.Agreement);
        numbers.Add("target", _options.Target);
    }

    private ChangeGate NewGate() => new(_options.Change with { Loss = _control.Loss });
}
