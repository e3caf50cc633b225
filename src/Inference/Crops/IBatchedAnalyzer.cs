using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// An analyzer that can leave its crops to somebody who runs those of several streams together: begin, have the crops run, complete.
/// <see cref="IAnalyzer.Analyze"/> does all three.
/// </summary>
public interface IBatchedAnalyzer : IAnalyzer
{
    /// <summary>Begins a frame: runs what does not wait for others, and prepares the rest.</summary>
    /// <param name="frame">The picture; its pixels are read during the call only.</param>
    /// <param name="region">Which part of it to compute.</param>
    /// <param name="observations">Cleared, then filled by <see cref="Complete"/>.</param>
    /// <returns>Crops that must be run before <see cref="Complete"/>, each by its <see cref="CropTicket.Lane"/>; valid until then.</returns>
    IReadOnlyList<CropTicket> Begin(FrameLease frame, RegionPlan region, Observations observations);

    /// <summary>Completes the frame that was begun last; all its crops have been run.</summary>
    /// <param name="frame">The same picture.</param>
    /// <param name="region">The same plan.</param>
    /// <param name="observations">Receives what was seen.</param>
    void Complete(FrameLease frame, RegionPlan region, Observations observations);
}
