using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>
/// Takes planes of three colours to pixels that hold all channels side by side, sixteen numbers at a time (AVX-512): each
/// result collects its numbers from one row of one plane after the other.
/// </summary>
internal sealed unsafe class Interleaving
{
    private const int Lanes = 16;
    private const int MostRows = 6;

    private static readonly Interleaving s_single = new(1);
    private static readonly Interleaving s_double = new(2);

    private readonly int _factor;
    private readonly int _rows;
    private readonly int[] _orders;

    /// <summary>Prepares the order in which numbers are collected.</summary>
    /// <param name="factor">Pixels of the plane, down and across, that become one.</param>
    private Interleaving(int factor)
    {
        _factor = factor;
        _rows = 3 * factor;
        int pixel = 3 * factor * factor;
        int results = Pixels * pixel / Lanes;
        _orders = GC.AllocateArray<int>(results * _rows * Lanes, pinned: true);
        for (int result = 0; result < results; result++)
        {
            for (int row = 0; row < _rows; row++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    // Channel order within a pixel: down, across, colour. Rows of planes: down, colour.
                    (int x, int channel) = Math.DivRem((result * Lanes) + lane, pixel);
                    (int down, int rest) = Math.DivRem(channel, factor * 3);
                    (int across, int colour) = Math.DivRem(rest, 3);
                    bool isHere = row == (down * 3) + colour;
                    // From 16 on an index means the second operand, the row; below, what was collected so far.
                    _orders[(((result * _rows) + row) * Lanes) + lane] = isHere ? Lanes + (x * factor) + across : lane;
                }
            }
        }
    }

    /// <summary>Pixels that are made at a time.</summary>
    public int Pixels => Lanes / _factor;

    /// <summary>The order for a factor of 1 or 2.</summary>
    public static Interleaving For(int factor) => factor == 1 ? s_single : s_double;

    /// <summary>Makes pixels while whole groups of them are left.</summary>
    /// <param name="source">First number of the first plane.</param>
    /// <param name="row">Numbers from one row of a plane to the next.</param>
    /// <param name="plane">Numbers from one plane to the next.</param>
    /// <param name="target">Written without gaps.</param>
    /// <param name="pixels">Pixels wanted.</param>
    /// <returns>Pixels made.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(float* source, nint row, nint plane, float* target, int pixels)
    {
        int* first = (int*)Unsafe.AsPointer(ref _orders[0]);
        int results = Pixels * 3 * _factor * _factor / Lanes;
        int done = 0;
        Vector512<float>* rows = stackalloc Vector512<float>[MostRows];
        for (; done + Pixels <= pixels; done += Pixels, source += Lanes)
        {
            for (int i = 0; i < _rows; i++)
                rows[i] = Vector512.Load(source + (i / 3 * row) + (i % 3 * plane));
            int* order = first;
            for (int result = 0; result < results; result++, target += Lanes)
            {
                Vector512<float> collected = Vector512<float>.Zero;
                for (int i = 0; i < _rows; i++, order += Lanes)
                    collected = Avx512F.PermuteVar16x32x2(collected, Vector512.Load(order), rows[i]);
                collected.Store(target);
            }
        }

        return done;
    }
}
