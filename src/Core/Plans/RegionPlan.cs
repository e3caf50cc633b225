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
}
