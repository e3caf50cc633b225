using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>Analyzes, reuses and skips in turn.</summary>
internal sealed class TurnGate : IGate
{
    public GateDecision Decide(long frameIndex, FrameLease frame) => (frameIndex % 3) switch
    {
        0 => GateDecision.Analyze,
        1 => new GateDecision(GateOutcome.Reuse, "same"),
        _ => GateDecision.Skip(SkipReasons.EveryN),
    };
}
