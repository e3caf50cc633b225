using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Analysis;

/// <summary>How a model runs in the block engine.</summary>
public sealed record BlockAnalyzerOptions
{
    /// <summary>Side of a block in input pixels: 16, 32, 64 … 512. Default 32.</summary>
    public int BlockSize { get; init; } = 32;

    /// <summary>How the mask travels through the layers. Default <see cref="MaskRule.Blocks"/>.</summary>
    public MaskRule MaskRule { get; init; }

    /// <summary>With <see cref="MaskRule.Changes"/>, how far a number must move, in deviations of its layer. Default 0.1, range 0 to 100.</summary>
    public double ChangeThreshold { get; init; } = 0.1;

    /// <summary>
    /// With <see cref="MaskRule.Changes"/>, thresholds that were found for each layer of a model; null for
    /// <see cref="ChangeThreshold"/> in all of them.
    /// </summary>
    public LayerThresholds? Thresholds { get; init; }

    /// <summary>
    /// Blocks whose pixels lie no further than this from the mean of their 4x4 neighbours, on average and in code values, are
    /// computed at half resolution. Default 0: none. Range 0 to 64; with <see cref="MaskRule.Blocks"/> only.
    /// </summary>
    public double Halve { get; init; }

    /// <summary>
    /// With <see cref="Halve"/>, the coarsest maps that are computed at half resolution, in input pixels from one pixel to the
    /// next. Default 8: coarser maps decide more and cost less. Range 1 to 256.
    /// </summary>
    public int HalveStride { get; init; } = 8;

    /// <summary>
    /// Share of active blocks from which the whole picture is computed, because lists gain nothing then. Default 0.9,
    /// range above 0 to 1; above 1 never.
    /// </summary>
    public double BreakEven { get; init; } = 0.9;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">A value is out of range (kind Configuration).</exception>
    public void Validate()
    {
        if (BlockSize is < 8 or > 512 || (BlockSize & (BlockSize - 1)) != 0)
            throw VideoDynException.Configuration($"block size {BlockSize}: expected a power of two from 8 to 512");
        if (ChangeThreshold is not (>= 0 and <= 100))
            throw VideoDynException.Configuration(FormattableString.Invariant($"threshold {ChangeThreshold}: expected 0 to 100 deviations of a layer"));
        if (Halve is not (>= 0 and <= 64))
            throw VideoDynException.Configuration(FormattableString.Invariant($"halve {Halve}: expected 0 to 64 code values"));
        if (HalveStride is < 1 or > 256)
            throw VideoDynException.Configuration($"halve-stride {HalveStride}: expected 1 to 256 input pixels");
        if (Halve > 0 && MaskRule != MaskRule.Blocks)
            throw VideoDynException.Configuration("halve: two resolutions belong to rule=blocks");
        if (!(BreakEven > 0))
            throw VideoDynException.Configuration($"break-even {BreakEven}: expected a share above 0");
    }
}
