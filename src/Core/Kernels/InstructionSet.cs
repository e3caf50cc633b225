using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;
using System.Text;
using VideoDyn.Core.Errors;

namespace VideoDyn.Core.Kernels;

/// <summary>
/// The kernel variant of this process: the widest one that the processor runs, unless the environment variable
/// <see cref="ForceVariable"/> names another. Tests hand a <see cref="KernelVariant"/> to the kernels instead.
/// </summary>
/// <remarks>
/// Support is asked of the instruction sets themselves. <c>Vector512.IsHardwareAccelerated</c> is false on processors
/// where the runtime thinks 512-bit code may lower the clock, although these kernels gain there.
/// </remarks>
public static class InstructionSet
{
    /// <summary>Environment variable that forces a variant: <c>scalar</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public const string ForceVariable = "VIDEODYN_FORCE_KERNEL";

    private static KernelVariant? s_active;

    /// <summary>The widest variant this processor runs.</summary>
    public static KernelVariant Detected =>
        Avx512F.IsSupported && Avx512BW.IsSupported ? KernelVariant.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? KernelVariant.Avx2
        : KernelVariant.Scalar;

    /// <summary>The variant kernels use by default, read from the environment once per process.</summary>
    /// <exception cref="VideoDynException">The environment names an unknown variant, or one this processor lacks.</exception>
    public static KernelVariant Active => s_active ??= Choose(Environment.GetEnvironmentVariable(ForceVariable), Detected);

    /// <summary>
    /// Whether a 512-bit division is about as quick as the reciprocal from the table with its Newton step. It is on AMD's
    /// processors (six cycles on Zen 4) and not on Intel's (sixteen from Skylake on). Fixed for the process, so that compiled
    /// kernels hold one of the two only.
    /// </summary>
    public static bool DividesFast { get; } = Vendor() == "AuthenticAMD";

    /// <summary>Every variant this processor runs, plainest first.</summary>
    public static IEnumerable<KernelVariant> Supported => Enum.GetValues<KernelVariant>().Where(IsSupported);

    /// <summary>Whether this processor runs a variant.</summary>
    public static bool IsSupported(KernelVariant variant) => variant <= Detected;

    /// <summary>Checks that this processor runs a variant.</summary>
    /// <returns>The variant.</returns>
    /// <exception cref="VideoDynException">It does not.</exception>
    public static KernelVariant Require(KernelVariant variant) => Require(variant, Detected);

    /// <summary>Applies the environment variable's text to what the processor can do.</summary>
    /// <param name="forced">Text of <see cref="ForceVariable"/>; null or empty for no wish.</param>
    /// <param name="detected">The widest variant the processor runs.</param>
    /// <exception cref="VideoDynException">The text is unknown, or asks for more than the processor has.</exception>
    internal static KernelVariant Choose(string? forced, KernelVariant detected) => forced?.Trim().ToUpperInvariant() switch
    {
        null or "" => detected,
        "SCALAR" => KernelVariant.Scalar,
        "AVX2" => Require(KernelVariant.Avx2, detected),
        "AVX512" => Require(KernelVariant.Avx512, detected),
        _ => throw VideoDynException.Configuration($"{ForceVariable} is '{forced}', expected scalar, avx2 or avx512"),
    };

    private static KernelVariant Require(KernelVariant wanted, KernelVariant detected) => wanted <= detected
        ? wanted
        : throw VideoDynException.Configuration(
            $"kernel variant {Name(wanted)} was asked for, but this processor runs at most {Name(detected)}");

    private static string Vendor()
    {
        if (!X86Base.IsSupported)
            return "";
        (_, int first, int third, int second) = X86Base.CpuId(0, 0);
        Span<byte> letters = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(letters, first);
        BinaryPrimitives.WriteInt32LittleEndian(letters[4..], second);
        BinaryPrimitives.WriteInt32LittleEndian(letters[8..], third);
        return Encoding.ASCII.GetString(letters);
    }

    private static string Name(KernelVariant variant) => variant.ToString().ToLowerInvariant();
}
