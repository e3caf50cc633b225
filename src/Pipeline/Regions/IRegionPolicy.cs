using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Decides for each analyzed frame of one stream which part of the picture is computed.</summary>
/// <remarks>One instance serves one stream and one thread.</remarks>
public interface IRegionPolicy : IDisposable
{
    /// <summary>Which parts the network saw, for overlays; null when it does not work by crops.</summary>
    CropView? Crops => null;

    /// <summary>What crops were taken, for summaries; null when it does not work by crops.</summary>
    CropTotals? Totals => null;

    /// <summary>Tells where the objects of the stream are followed.</summary>
    /// <param name="tracks">The tracks after the last frame; null when nobody follows objects.</param>
    void Follow(ITrackView? tracks)
    {
    }

    /// <summary>Which blocks were executed last; null for policies without blocks.</summary>
    BlockView? Blocks { get; }

    /// <summary>What is measured about the stream's frames, shared with the gate; null where it cannot be measured.</summary>
    IFrameSignals? Signals { get; }

    /// <summary>Decides about a frame that will be analyzed.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="clock">Where the policy books its time (stages Signals and Policy).</param>
    RegionPlan Decide(FrameLease frame, StageClock clock);

    /// <summary>Learns what really was executed for the frame decided about last.</summary>
    /// <param name="frame">The same picture.</param>
    /// <param name="observations">What the analysis brought.</param>
    /// <param name="clock">As for <see cref="Decide"/>.</param>
    void MarkProcessed(FrameLease frame, Observations observations, StageClock clock);

    /// <summary>Enters the policy's slots into the state of its stream, which it then tells about scene cuts and frame sizes.</summary>
    /// <param name="state">The stream's state.</param>
    /// <exception cref="Core.Errors.VideoDynException">The store's limit would be exceeded (kind Configuration).</exception>
    void Attach(StreamState state) => state.Add(this);

    /// <summary>What the policy wants people to know at the end, one line each.</summary>
    IReadOnlyList<string> Notes { get; }
}
