namespace VideoDyn.Core.Kernels;

/// <summary>Which processor instructions a numeric kernel uses, from the plainest to the widest.</summary>
public enum KernelVariant
{
    /// <summary>Plain C#: runs everywhere and defines what the others must compute.</summary>
    Scalar,

    /// <summary>256-bit vectors: AVX2 and FMA.</summary>
    Avx2,

    /// <summary>512-bit vectors: AVX-512 F and BW.</summary>
    Avx512,
}
