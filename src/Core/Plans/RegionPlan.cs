using VideoDyn.Core.Tensors;

namespace VideoDyn.Core.Plans;

/// <summary>The spatial decision for an analyzed frame: which part of the picture is computed.</summary>
public abstract record RegionPlan
{
    private RegionPlan()
    {
    }

    /// <summary>Every pixel.</summary>
    public static RegionPlan Dense { get; } = new DensePlan();

    /// <summary>Every pixel of the frame.</summary>
    public sealed record DensePlan : RegionPlan
    {
        internal DensePlan()
        {
        }
    }

    /// <summary>The active blocks of a mask; the rest keeps what was computed for it last (mask rule <c>blocks</c>).</summary>
    /// <param name="Mask">Active blocks of the model's input; read during the analysis, reused by its owner afterwards.</param>
    public sealed record BlockPlan(BlockMask Mask) : RegionPlan;

    /// <summary>Parts of the frame, each seen by the network on its own; elsewhere the last result stands.</summary>
    /// <param name="Crops">The parts, most important first; read during the analysis, reused by their owner afterwards.</param>
    /// <param name="Unseen">What should have been looked at but was left out because of the cap.</param>
    /// <param name="FullView">Whether the network also sees the whole frame at its usual input size.</param>
    public sealed record CropPlan(IReadOnlyList<CropArea> Crops, IReadOnlyList<UnseenArea> Unseen, bool FullView) : RegionPlan;

    /// <summary>The whole frame and tiles of it at full resolution, each seen by the network on its own, and of each only so much as its own plan says.</summary>
    /// <param name="Parts">
    /// Dense, or blocks, or null for nothing: of the whole view first, then of each tile, row by row. Read during the analysis,
    /// changed by their owner afterwards.
    /// </param>
    public sealed record TilePlan(IReadOnlyList<RegionPlan?> Parts) : RegionPlan;

    /// <summary>Every pixel of the frame, with more room for some rows and columns than for others.</summary>
    /// <param name="Grid">How much; read during the analysis, changed by its owner afterwards.</param>
    public sealed record WarpPlan(FrameWarp Grid) : RegionPlan;
}
