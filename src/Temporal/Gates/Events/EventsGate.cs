using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates.Events;

/// <summary>
/// Gate <c>events</c>: analyzes the next frame after one in which a followed object is expected to have crossed a line or
/// the edge of a zone since it was seen. For use beside a gate that leaves frames out: <c>any(every-n:10+events)</c>.
/// </summary>
/// <remarks>
/// Rules believe only what was seen, so what is looked at here is told earlier and dated more closely, or, where the object
/// did not do as expected, not told. The first frame is analyzed, since without objects nothing can be expected.
/// </remarks>
public sealed class EventsGate : IGate
{
    /// <summary>Why it analyzes a frame.</summary>
    public const string Reason = "event";

    private bool _isExpected;
    private bool _hasBegun;

    /// <inheritdoc/>
    public void Learn(in GateFeedback feedback) => _isExpected = feedback.IsEventExpected && feedback.Decision.Outcome != GateOutcome.Analyze;

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame)
    {
        bool looks = _isExpected || !_hasBegun;
        _hasBegun = true;
        return looks ? new GateDecision(GateOutcome.Analyze, Reason) : GateDecision.Skip(Reason);
    }

    /// <inheritdoc/>
    public bool CanRest => true;

    /// <inheritdoc/>
    public TimeSpan? RestsUntil => _isExpected || !_hasBegun ? null : TimeSpan.MaxValue;

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("expected", _isExpected ? 1 : 0);
    }
}
