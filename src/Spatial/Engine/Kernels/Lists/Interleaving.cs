using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>
/// Takes planes of three colours to pixels that hold all channels side by side, sixteen numbers at a time (AVX-512). First
/// the colours of one row come together; where two rows and columns become one pixel (the Focus stem), the two rows then
/// change places in pieces of six.
/// </summary>
internal sealed unsafe class Interleaving
{
    private const int Lanes = 16;
    private const int Colours = 3;

    private static readonly Interleaving s_single = new(1);
    private static readonly Interleaving s_double = new(2);

    private readonly int _factor;
    private readonly int[] _orders;

    private Interleaving(int factor)
    {
        _factor = factor;
        List<int> orders = [];
        for (int result = 0; result < Colours; result++)
        {
            // The first two colours, leaving room for the third; then that.
            orders.AddRange(Order(lane => (At(result, lane) % Colours == 1 ? Lanes : 0) + (At(result, lane) / Colours)));
            orders.AddRange(Order(lane => At(result, lane) % Colours == 2 ? Lanes + (At(result, lane) / Colours) : lane));
        }

        // A pixel is six numbers of the upper row (0 .. 47 in its three vectors), then six of the lower row.
        foreach ((int result, int first, int second, int third) in (ReadOnlySpan<(int, int, int, int)>)
            [(0, 0, 3, -1), (1, 0, 3, 1), (2, 3, 4, 1), (3, 1, 4, 2), (4, 2, 4, 5), (5, 5, 2, -1)])
        {
            orders.AddRange(Order(lane => From(result, lane) / Lanes == second ? Lanes + (From(result, lane) % Lanes) : From(result, lane) % Lanes));
            if (third >= 0)
                orders.AddRange(Order(lane => From(result, lane) / Lanes == third ? Lanes + (From(result, lane) % Lanes) : lane));
        }

        _orders = GC.AllocateArray<int>(orders.Count, pinned: true);
        orders.CopyTo(_orders);
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
    public int Run(float* source, nint row, nint plane, float* target, int pixels)
    {
        var orders = (Vector512<int>*)Unsafe.AsPointer(ref _orders[0]);
        int count = pixels / Pixels * Pixels;
        if (_factor == 1)
            Single(source, plane, target, count, orders);
        else
            Double(source, row, plane, target, count, orders);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single(float* source, nint plane, float* target, int pixels, Vector512<int>* orders)
    {
        for (int done = 0; done < pixels; done += Lanes, source += Lanes, target += Colours * Lanes)
        {
            Vector512<float> a = Vector512.Load(source), b = Vector512.Load(source + plane), c = Vector512.Load(source + (2 * plane));
            Both(Both(a, orders[0], b), orders[1], c).Store(target);
            Both(Both(a, orders[2], b), orders[3], c).Store(target + 16);
            Both(Both(a, orders[4], b), orders[5], c).Store(target + 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double(float* source, nint row, nint plane, float* target, int pixels, Vector512<int>* orders)
    {
        Vector512<int> o0 = orders[0], o1 = orders[1], o2 = orders[2], o3 = orders[3], o4 = orders[4], o5 = orders[5];
        Vector512<int> q0 = orders[6], q1 = orders[7], q2 = orders[8], q3 = orders[9], q4 = orders[10];
        Vector512<int> q5 = orders[11], q6 = orders[12], q7 = orders[13], q8 = orders[14], q9 = orders[15];
        for (int done = 0; done < pixels; done += Lanes / 2, source += Lanes, target += 2 * Colours * Lanes)
        {
            Vector512<float> a = Vector512.Load(source), b = Vector512.Load(source + plane), c = Vector512.Load(source + (2 * plane));
            Vector512<float> u0 = Both(Both(a, o0, b), o1, c), u1 = Both(Both(a, o2, b), o3, c), u2 = Both(Both(a, o4, b), o5, c);
            float* lower = source + row;
            a = Vector512.Load(lower);
            b = Vector512.Load(lower + plane);
            c = Vector512.Load(lower + (2 * plane));
            Vector512<float> l0 = Both(Both(a, o0, b), o1, c), l1 = Both(Both(a, o2, b), o3, c), l2 = Both(Both(a, o4, b), o5, c);
            Both(u0, q0, l0).Store(target);
            Both(Both(u0, q1, l0), q2, u1).Store(target + 16);
            Both(Both(l0, q3, l1), q4, u1).Store(target + 32);
            Both(Both(u1, q5, l1), q6, u2).Store(target + 48);
            Both(Both(u2, q7, l1), q8, l2).Store(target + 64);
            Both(l2, q9, u2).Store(target + 80);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Both(Vector512<float> first, Vector512<int> order, Vector512<float> second) =>
        Avx512F.PermuteVar16x32x2(first, order, second);

    private static int At(int result, int lane) => (result * Lanes) + lane;

    // Which number of the six vectors (upper row 0 to 2, lower row 3 to 5) a number of the result is.
    private static int From(int result, int lane)
    {
        (int pixel, int channel) = Math.DivRem(At(result, lane), 12);
        return channel < 6 ? (pixel * 6) + channel : (Colours * Lanes) + (pixel * 6) + channel - 6;
    }

    private static IEnumerable<int> Order(Func<int, int> index) => Enumerable.Range(0, Lanes).Select(index);
}
