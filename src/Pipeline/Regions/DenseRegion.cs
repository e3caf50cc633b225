using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Region policy <c>dense</c>: every pixel of every analyzed frame.</summary>
public sealed class DenseRegion : IRegionPolicy
{
    /// <inheritdoc/>
    public BlockView? Blocks => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock) => RegionPlan.Dense;

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
