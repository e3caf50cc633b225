using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// The last fraction of a sample by least squares over the gradients of patches (Lucas and Kanade, "An Iterative Image
/// Registration Technique with an Application to Stereo Vision", IJCAI 1981).
/// </summary>
internal static unsafe class FineFit
{
    private const int Margin = 2;
    private const double LeastBalance = 0.01;

    /// <summary>Samples in which the fit may leave the step it started from; further away the gradients say nothing.</summary>
    private const float Most = 1;

    /// <summary>The rest of the way. Every variant gives the same numbers.</summary>
    /// <param name="variant">Instructions to use.</param>
    /// <param name="now">The picture.</param>
    /// <param name="moved">What it is compared with, moved as far as is known.</param>
    /// <param name="columns">Columns that the moved picture reaches.</param>
    /// <param name="rows">Rows that it reaches.</param>
    /// <param name="brighter">How much brighter the picture became.</param>
    /// <returns>The step; null where the picture looks alike all along one direction.</returns>
    public static Vector2? Step(
        KernelVariant variant, in FramePlane now, in FramePlane moved, (int From, int To) columns, (int From, int To) rows, int brighter)
    {
        bool isPlain = variant == KernelVariant.Scalar || !Sse2.IsSupported;
        int skip = PatchMatch.Spacing(now);
        double xx = 0, xy = 0, yy = 0, xt = 0, yt = 0;
        for (int y = rows.From + Margin; y + PatchMatch.Side + Margin <= rows.To; y += skip)
        {
            for (int x = columns.From + Margin; x + PatchMatch.Side + Margin <= columns.To; x += skip)
            {
                Sums sums = Patch(now, moved, x, y, brighter, isPlain);
                // What is worse than its own gradient over a sample went another way.
                if (sums.Difference > sums.Gradient)
                    continue;
                xx += sums.XX;
                xy += sums.XY;
                yy += sums.YY;
                xt += sums.XT;
                yt += sums.YT;
            }
        }

        double determinant = (xx * yy) - (xy * xy);
        // The product of the eigenvalues against the square of their sum: small where one direction is missing.
        if (determinant <= LeastBalance * (xx + yy) * (xx + yy))
            return null;
        // now = moved - gradient * step, and gradients are doubled.
        var step = new Vector2((float)(-2 * ((yy * xt) - (xy * yt)) / determinant), (float)(-2 * ((xx * yt) - (xy * xt)) / determinant));
        return step.Length() <= Most ? step : Vector2.Zero;
    }

    private static Sums Patch(in FramePlane now, in FramePlane moved, int x, int y, int brighter, bool isPlain)
    {
        byte* a = PatchMatch.At(now, x, y);
        byte* b = PatchMatch.At(moved, x, y);
        return isPlain ? Plain(a, now.Stride, b, moved.Stride, brighter) : Wide(a, now.Stride, b, moved.Stride, brighter);
    }

    // Eight samples of a row at a time. Products of 16-bit numbers are added in pairs to 32-bit ones, so nothing is rounded.
    private static Sums Wide(byte* a, nint across, byte* b, nint stride, int brighter)
    {
        Vector128<int> xx = default, xy = default, yy = default, xt = default, yt = default;
        Vector128<short> difference = default, gradient = default, light = Vector128.Create((short)brighter);
        for (int row = 0; row < PatchMatch.Side; row++, a += across, b += stride)
        {
            Vector128<short> gx = Row(b + 1) - Row(b - 1), gy = Row(b + stride) - Row(b - stride), rest = Row(a) - Row(b) - light;
            xx += Sse2.MultiplyAddAdjacent(gx, gx);
            xy += Sse2.MultiplyAddAdjacent(gx, gy);
            yy += Sse2.MultiplyAddAdjacent(gy, gy);
            xt += Sse2.MultiplyAddAdjacent(gx, rest);
            yt += Sse2.MultiplyAddAdjacent(gy, rest);
            difference += Vector128.Abs(rest);
            gradient += Vector128.Abs(gx) + Vector128.Abs(gy);
        }

        var ones = Vector128.Create((short)1);
        return new Sums
        {
            XX = Vector128.Sum(xx),
            XY = Vector128.Sum(xy),
            YY = Vector128.Sum(yy),
            XT = Vector128.Sum(xt),
            YT = Vector128.Sum(yt),
            Difference = 2 * Vector128.Sum(Sse2.MultiplyAddAdjacent(difference, ones)),
            Gradient = Vector128.Sum(Sse2.MultiplyAddAdjacent(gradient, ones)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Row(byte* samples) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(samples)).AsByte()).AsInt16();

    private static Sums Plain(byte* a, nint across, byte* b, nint stride, int brighter)
    {
        var sums = new Sums();
        for (int row = 0; row < PatchMatch.Side; row++, a += across, b += stride)
        {
            for (int column = 0; column < PatchMatch.Side; column++)
            {
                int gx = b[column + 1] - b[column - 1], gy = b[column + stride] - b[column - stride];
                int difference = a[column] - b[column] - brighter;
                sums.XX += gx * gx;
                sums.XY += gx * gy;
                sums.YY += gy * gy;
                sums.XT += gx * difference;
                sums.YT += gy * difference;
                sums.Difference += 2 * Math.Abs(difference);
                sums.Gradient += Math.Abs(gx) + Math.Abs(gy);
            }
        }

        return sums;
    }

    private struct Sums
    {
        public int XX;
        public int XY;
        public int YY;
        public int XT;
        public int YT;
        public int Difference;
        public int Gradient;
    }
}
