using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies;

/// <summary>How blocks are drawn by lot.</summary>
public sealed record RandomPolicyOptions
{
    /// <summary>Share of the picture's blocks to execute in every frame. Default 0.2, range 0..1; rounded to whole blocks.</summary>
    public double Share { get; init; } = 0.2;

    /// <summary>Start of the lots. Default 1. The lots of a frame depend on this and the frame's index only.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">The share is out of range (kind Configuration).</exception>
    public void Validate() => new OptionProblems("region.random").Range(nameof(Share), Share, 0, 1).Throw();
}
