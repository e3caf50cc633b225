using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using VideoDyn.Core.Frames;

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

    /// <summary>Every n-th patch across and down is enough for a plane this wide.</summary>
    private const int EnoughAcross = 160;

    /// <summary>The rest of the way.</summary>
    /// <param name="now">The picture.</param>
    /// <param name="moved">What it is compared with, moved as far as is known.</param>
    /// <param name="columns">Columns that the moved picture reaches.</param>
    /// <param name="rows">Rows that it reaches.</param>
    /// <param name="brighter">How much brighter the picture became.</param>
    /// <returns>The step; null where the picture looks alike all along one direction.</returns>
    public static Vector2? Step(in FramePlane now, in FramePlane moved, (int From, int To) columns, (int From, int To) rows, int brighter)
    {
        int skip = PatchMatch.Side * Math.Max(1, now.Width / EnoughAcross);
        double xx = 0, xy = 0, yy = 0, xt = 0, yt = 0;
        for (int y = rows.From + Margin; y + PatchMatch.Side + Margin <= rows.To; y += skip)
        {
            for (int x = columns.From + Margin; x + PatchMatch.Side + Margin <= columns.To; x += skip)
            {
                Sums sums = Patch(now, moved, x, y, brighter);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Sums Patch(in FramePlane now, in FramePlane moved, int x, int y, int brighter) =>
        Vector256.IsHardwareAccelerated ? Rows(now, moved, x, y, brighter) : Plain(now, moved, x, y, brighter);

    // A row of a patch fills a register; the sums are whole numbers, so the order does not matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Sums Rows(in FramePlane now, in FramePlane moved, int x, int y, int brighter)
    {
        nint stride = moved.Stride;
        Vector256<int> xx = default, xy = default, yy = default, xt = default, yt = default, difference = default, gradient = default;
        var light = Vector256.Create(brighter);
        for (int row = 0; row < PatchMatch.Side; row++)
        {
            byte* b = PatchMatch.At(moved, x, y + row);
            Vector256<int> gx = Eight(b + 1) - Eight(b - 1), gy = Eight(b + stride) - Eight(b - stride);
            Vector256<int> change = Eight(PatchMatch.At(now, x, y + row)) - Eight(b) - light;
            xx += gx * gx;
            xy += gx * gy;
            yy += gy * gy;
            xt += gx * change;
            yt += gy * change;
            difference += Vector256.Abs(change);
            gradient += Vector256.Abs(gx) + Vector256.Abs(gy);
        }

        return new Sums
        {
            XX = Vector256.Sum(xx),
            XY = Vector256.Sum(xy),
            YY = Vector256.Sum(yy),
            XT = Vector256.Sum(xt),
            YT = Vector256.Sum(yt),
            Difference = 2 * Vector256.Sum(difference),
            Gradient = Vector256.Sum(gradient),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Eight(byte* samples)
    {
        Vector128<ushort> wide = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(samples)).AsByte());
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(wide);
        return Vector256.Create(lower, upper).AsInt32();
    }

    private static Sums Plain(in FramePlane now, in FramePlane moved, int x, int y, int brighter)
    {
        var sums = new Sums();
        nint stride = moved.Stride;
        for (int row = 0; row < PatchMatch.Side; row++)
        {
            byte* a = PatchMatch.At(now, x, y + row);
            byte* b = PatchMatch.At(moved, x, y + row);
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
