using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Pipeline.Running;

/// <summary>
/// What observers of a run see of one frame. The same object is reused for every frame: it, the lease and the
/// observations are only valid during the call.
/// </summary>
public sealed class FrameView
{
    internal FrameView(Observations observations) => Observations = observations;

    /// <summary>The picture.</summary>
    public FrameLease Frame { get; internal set; } = null!;

    /// <summary>What the gate decided.</summary>
    public GateDecision Decision { get; internal set; }

    /// <summary>The last analysis: of this frame when <see cref="IsAnalyzed"/>, else the one that still stands.</summary>
    public Observations Observations { get; }

    /// <summary>Which blocks the last analysis executed; null where the region policy has no blocks.</summary>
    public BlockView? Blocks { get; internal init; }

    /// <summary>Whether this frame was analyzed.</summary>
    public bool IsAnalyzed => Decision.Outcome == GateOutcome.Analyze;
}
