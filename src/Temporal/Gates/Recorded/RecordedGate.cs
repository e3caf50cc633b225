using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates.Recorded;

/// <summary>
/// Gate <c>recorded</c>: decides as a recording of an earlier run says, so that region policies, models and trackers can
/// be compared under exactly the same decisions.
/// </summary>
/// <param name="recording">The decisions.</param>
public sealed class RecordedGate(DecisionRecording recording) : IGate
{
    /// <summary>Reason of decisions that were recorded without one.</summary>
    public const string Reason = "recorded";

    /// <inheritdoc/>
    public IFrameForecast Forecast() => new Ahead(recording);

    /// <inheritdoc/>
    /// <exception cref="Core.Errors.VideoDynException">The recording does not hold that frame (kind Input).</exception>
    public GateDecision Decide(long frameIndex, FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        // The frame's own place in the stream, so that a run that begins later still finds its decisions.
        GateDecision decision = recording.DecisionOn(frame.Index);
        return decision.Reason.Length > 0 ? decision : decision with { Reason = Reason };
    }

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame) => Decide(frameIndex, frame);

    private sealed class Ahead(DecisionRecording recording) : IFrameForecast
    {
        public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime) => recording.MayAnalyze(frameIndex);
    }
}
