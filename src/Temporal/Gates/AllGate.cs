using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates;

/// <summary>Gate <c>all</c>: every frame is analyzed. The dense reference in time.</summary>
public sealed class AllGate : IGate
{
    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => GateDecision.Analyze;
}
