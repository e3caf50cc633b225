using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Engine;

/// <summary>How a model is planned for the block engine.</summary>
public sealed record EnginePlanOptions
{
    /// <summary>Side of a mask's block in input pixels, from 8 to 512; default 32.</summary>
    public int BlockSize { get; init; } = 32;

    /// <summary>How the mask travels through the layers; default <see cref="MaskRule.Blocks"/>.</summary>
    public MaskRule MaskRule { get; init; }

    /// <summary>
    /// With <see cref="MaskRule.Changes"/>, by what share of its layer's standard deviation a number must move for its pixel to
    /// be passed on, from 0 to 100; default 0.1. With 0 everything that is not equal is passed on.
    /// </summary>
    public double ChangeThreshold { get; init; } = 0.1;

    /// <summary>
    /// Maps with at most this many input pixels from one pixel to the next can be computed at half resolution in blocks that a
    /// second mask names; with <see cref="MaskRule.Blocks"/> only. Default 0: none.
    /// </summary>
    /// <remarks>
    /// Source: Verelst and Tuytelaars, "SegBlocks", TPAMI 2023, for two resolutions by block; Figurnov et al., "PerforatedCNNs", NIPS
    /// 2016, for results that stand for their neighbours, which needs no training with blocks.
    /// </remarks>
    public int HalvedStride { get; init; }

    /// <summary>Most bytes of maps and lists that one stream may take; default 1 GiB.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>Instruction set of the kernels; null for the widest of this processor.</summary>
    public KernelVariant? Kernels { get; init; }

    /// <summary>Threads that one stream uses, from 1 to 64; default 1.</summary>
    public int Threads { get; init; } = 1;
}
