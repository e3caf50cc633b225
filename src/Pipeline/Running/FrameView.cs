using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline.Running;

/// <summary>
/// What observers of a run see of one frame. The same object is reused for every frame: it, the lease and the
/// observations are only valid during the call.
/// </summary>
public sealed class FrameView
{
    private readonly FrameTracker? _tracker;

    internal FrameView(Observations observations, FrameTracker? tracker = null)
    {
        Observations = observations;
        _tracker = tracker;
    }

    /// <summary>The picture.</summary>
    public FrameLease Frame { get; internal set; } = null!;

    /// <summary>What the gate decided.</summary>
    public GateDecision Decision { get; internal set; }

    /// <summary>
    /// Whether the gate looked at the frame's pixels, which is the same whether or not frames that it does not want are
    /// decoded.
    /// </summary>
    public bool IsInspected { get; internal set; }

    /// <summary>The numbers behind the decision; empty unless an observer wants them.</summary>
    public GateNumbers Numbers { get; } = new();

    /// <summary>Which part of the frame was to be computed; null where it was not analyzed. Valid during the call.</summary>
    public RegionPlan? Plan { get; internal set; }

    /// <summary>The last analysis: of this frame when <see cref="IsAnalyzed"/>, else the one that still stands.</summary>
    public Observations Observations { get; }

    /// <summary>Which blocks the last analysis executed; null where the region policy has no blocks.</summary>
    public BlockView? Blocks { get; internal init; }

    /// <summary>Which parts the network saw in the latest analyzed frame; null when it does not work by crops.</summary>
    public CropView? Crops { get; internal init; }

    /// <summary>Whether this frame was analyzed.</summary>
    public bool IsAnalyzed => Decision.Outcome == GateOutcome.Analyze;

    /// <summary>Whether objects are followed from frame to frame.</summary>
    public bool IsTracked => _tracker is not null;

    /// <summary>
    /// Objects in view or hidden at this frame, by rising id, confirmed and lost ones; also on frames that were not
    /// analyzed. Empty without a tracker.
    /// </summary>
    public IReadOnlyList<TrackedObject> Tracks => _tracker?.Tracks ?? [];

    /// <summary>Objects that this frame gave up, as they were last. Empty without a tracker.</summary>
    public IReadOnlyList<TrackedObject> EndedTracks => _tracker?.Ended ?? [];
}
