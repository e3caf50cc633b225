using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Sums of absolute differences of one patch of 8 x 8 samples, held in registers while the other plane moves under it.
/// Every variant gives the same numbers.
/// </summary>
internal readonly unsafe struct PatchMatch
{
    /// <summary>Samples across and down a patch.</summary>
    public const int Side = 8;

    /// <summary>How far from a patch its surroundings lie, in samples.</summary>
    public const int Around = 2;

    /// <summary>So many patches side by side tell what a whole picture does.</summary>
    private const int EnoughAcross = 20;

    private readonly bool _isPlain;
    private readonly byte* _patch;
    private readonly nint _stride;
    private readonly int _brighter;
    private readonly Vector128<byte> _rows01;
    private readonly Vector128<byte> _rows23;
    private readonly Vector128<byte> _rows45;
    private readonly Vector128<byte> _rows67;

    /// <summary>Loads a patch.</summary>
    /// <param name="variant">Instructions to use.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="x">Its first column.</param>
    /// <param name="y">Its first row.</param>
    /// <param name="brighter">How much brighter the plane is than the one it will be compared with; taken off.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PatchMatch(KernelVariant variant, in FramePlane plane, int x, int y, int brighter)
    {
        _isPlain = variant == KernelVariant.Scalar || !Sse2.IsSupported;
        _patch = At(plane, x, y);
        _stride = plane.Stride;
        _brighter = brighter;
        if (_isPlain)
            return;
        Vector128<byte> up = Vector128.Create((byte)Math.Clamp(-brighter, 0, 255)), down = Vector128.Create((byte)Math.Clamp(brighter, 0, 255));
        _rows01 = Sse2.SubtractSaturate(Sse2.AddSaturate(Pair(_patch, _stride, 0), up), down);
        _rows23 = Sse2.SubtractSaturate(Sse2.AddSaturate(Pair(_patch, _stride, 2), up), down);
        _rows45 = Sse2.SubtractSaturate(Sse2.AddSaturate(Pair(_patch, _stride, 4), up), down);
        _rows67 = Sse2.SubtractSaturate(Sse2.AddSaturate(Pair(_patch, _stride, 6), up), down);
    }

    /// <summary>Samples from one patch to the next in a plane, so that a large one takes no more time than is of use.</summary>
    public static int Spacing(in FramePlane plane) => Side * Math.Max(1, plane.Width / (EnoughAcross * Side));

    /// <summary>The address of a sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* At(in FramePlane plane, int x, int y) => (byte*)plane.Data + ((nint)y * plane.Stride) + x;

    /// <summary>What a patch differs from its surroundings on the four sides, on average.</summary>
    public static int Texture(KernelVariant variant, in FramePlane plane, int x, int y)
    {
        var patch = new PatchMatch(variant, plane, x, y, 0);
        byte* place = At(plane, x, y);
        nint rows = (nint)Around * plane.Stride;
        return (patch.Difference(place - Around, plane.Stride) + patch.Difference(place + Around, plane.Stride)
            + patch.Difference(place - rows, plane.Stride) + patch.Difference(place + rows, plane.Stride)) / 4;
    }

    /// <summary>Compares with the patch that begins at an address.</summary>
    /// <param name="other">First sample.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Difference(byte* other, nint stride)
    {
        if (_isPlain)
            return Plain(other, stride);
        Vector128<ushort> sums = Sse2.SumAbsoluteDifferences(_rows01, Pair(other, stride, 0))
            + Sse2.SumAbsoluteDifferences(_rows23, Pair(other, stride, 2))
            + Sse2.SumAbsoluteDifferences(_rows45, Pair(other, stride, 4))
            + Sse2.SumAbsoluteDifferences(_rows67, Pair(other, stride, 6));
        return sums.ToScalar() + sums.GetElement(4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pair(byte* first, nint stride, int row) => Vector128.Create(
        Unsafe.ReadUnaligned<ulong>(first + (row * stride)), Unsafe.ReadUnaligned<ulong>(first + ((row + 1) * stride))).AsByte();

    private int Plain(byte* other, nint stride)
    {
        int sum = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                sum += Math.Abs(Math.Clamp(_patch[(y * _stride) + x] - _brighter, 0, 255) - other[(y * stride) + x]);
        }

        return sum;
    }
}
