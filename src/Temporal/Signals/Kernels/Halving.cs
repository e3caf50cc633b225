using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>
/// Halves a plane in both directions: a sample is the mean of 2 x 2 pixels, first down, then across, each rounded up.
/// Every variant gives the same bytes.
/// </summary>
internal static unsafe class Halving
{
    /// <summary>Fills the target, whose sides are half of the source's, cut off to whole numbers.</summary>
    public static void Run(KernelVariant variant, in FramePlane source, in FramePlane target)
    {
        byte* upper = (byte*)source.Data;
        byte* samples = (byte*)target.Data;
        for (int y = 0; y < target.Height; y++, upper += 2 * (nint)source.Stride, samples += target.Stride)
        {
            byte* lower = upper + source.Stride;
            int done = variant switch
            {
                KernelVariant.Avx512 when target.Width >= Vector512<byte>.Count => Avx512Row(upper, lower, samples, target.Width),
                KernelVariant.Avx512 or KernelVariant.Avx2 when target.Width >= Vector256<byte>.Count => Avx2Row(upper, lower, samples, target.Width),
                _ => 0,
            };
            for (int x = done; x < target.Width; x++)
                samples[x] = Mean(Mean(upper[2 * x], lower[2 * x]), Mean(upper[(2 * x) + 1], lower[(2 * x) + 1]));
        }
    }

    private static byte Mean(byte one, byte other) => (byte)((one + other + 1) >> 1);

    // The last vector ends with the row and may do some samples twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Avx512Row(byte* upper, byte* lower, byte* samples, int width)
    {
        int last = width - Vector512<byte>.Count;
        Vector512<long> order = Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7);
        for (int x = 0; ; x = Math.Min(x + Vector512<byte>.Count, last))
        {
            Vector512<short> left = Pairs512(upper + (2 * x), lower + (2 * x));
            Vector512<short> right = Pairs512(upper + (2 * x) + 64, lower + (2 * x) + 64);
            // Packing works within 128 bits and leaves the quarters interleaved.
            Vector512<byte> packed = Avx512BW.PackUnsignedSaturate(left, right);
            Avx512F.PermuteVar8x64(packed.AsInt64(), order).AsByte().Store(samples + x);
            if (x == last)
                return width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Pairs512(byte* upper, byte* lower)
    {
        Vector512<byte> down = Avx512BW.Average(Vector512.Load(upper), Vector512.Load(lower));
        Vector512<byte> odd = Avx512BW.ShiftRightLogical(down.AsUInt16(), 8).AsByte();
        return Avx512BW.Average(down, odd).AsInt16() & Vector512.Create((short)255);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Avx2Row(byte* upper, byte* lower, byte* samples, int width)
    {
        int last = width - Vector256<byte>.Count;
        for (int x = 0; ; x = Math.Min(x + Vector256<byte>.Count, last))
        {
            Vector256<short> left = Pairs256(upper + (2 * x), lower + (2 * x));
            Vector256<short> right = Pairs256(upper + (2 * x) + 32, lower + (2 * x) + 32);
            Vector256<byte> packed = Avx2.PackUnsignedSaturate(left, right);
            Avx2.Permute4x64(packed.AsInt64(), 0b11_01_10_00).AsByte().Store(samples + x);
            if (x == last)
                return width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pairs256(byte* upper, byte* lower)
    {
        Vector256<byte> down = Avx2.Average(Vector256.Load(upper), Vector256.Load(lower));
        Vector256<byte> odd = Avx2.ShiftRightLogical(down.AsUInt16(), 8).AsByte();
        return Avx2.Average(down, odd).AsInt16() & Vector256.Create((short)255);
    }
}
