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
}
