using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Core.Analysis;

/// <summary>Turns a frame and a region plan into observations. Used by one thread at a time.</summary>
public interface IAnalyzer : IDisposable
{
    /// <summary>What runs.</summary>
    AnalyzerInfo Info { get; }

    /// <summary>Analyzes one frame.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="region">Which part of it to compute.</param>
    /// <param name="observations">Cleared, then filled. Reuse it from call to call to avoid allocation.</param>
    /// <exception cref="ArgumentException">This analyzer cannot execute that kind of region plan.</exception>
    /// <exception cref="Errors.VideoDynException">The model failed on the frame (kind Model).</exception>
    void Analyze(FrameLease frame, RegionPlan region, Observations observations);
}
