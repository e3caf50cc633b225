using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Turns and mirrors planes of bytes.</summary>
internal static unsafe class PlaneTurner
{
    private const int Tile = 16;

    // Four tiles side by side use up the cache lines of the source that they touch, so each is fetched once.
    private const int Band = 64;

    /// <summary>Writes <paramref name="source"/> into <paramref name="target"/>, turned.</summary>
    /// <param name="source">Plane as coded.</param>
    /// <param name="target">Plane as shown: width and height swapped for a transposition.</param>
    /// <param name="orientation">How.</param>
    public static void Turn(FramePlane source, FramePlane target, PictureOrientation orientation)
    {
        byte* to = (byte*)target.Data;
        nint toStride = target.Stride;
        if (orientation.FlipY)
        {
            to += toStride * (target.Height - 1);
            toStride = -toStride;
        }

        if (!orientation.Transpose)
        {
            for (int y = 0; y < source.Height; y++)
            {
                var row = new Span<byte>(to + (y * toStride), source.Width);
                source.Row(y).CopyTo(row);
                if (orientation.FlipX)
                    row.Reverse();
            }

            return;
        }

        byte* from = (byte*)source.Data;
        nint fromStride = source.Stride;
        if (orientation.FlipX)
        {
            from += fromStride * (source.Height - 1);
            fromStride = -fromStride;
        }

        Transpose(from, fromStride, source.Width, source.Height, to, toStride);
    }

    private static void Transpose(byte* from, nint fromStride, int width, int height, byte* to, nint toStride)
    {
        int tiledWidth = Sse2.IsSupported ? width & ~(Tile - 1) : 0;
        int tiledHeight = Sse2.IsSupported ? height & ~(Tile - 1) : 0;
        for (int band = 0; band < tiledWidth; band += Band)
        {
            int bandEnd = Math.Min(band + Band, tiledWidth);
            for (int y = 0; y < tiledHeight; y += Tile)
            {
                for (int x = band; x < bandEnd; x += Tile)
                    TransposeTile(from + (y * fromStride) + x, fromStride, to + (x * toStride) + y, toStride);
            }
        }

        TransposeEdge(from, fromStride, tiledWidth, width, 0, tiledHeight, to, toStride);
        TransposeEdge(from, fromStride, 0, width, tiledHeight, height, to, toStride);
    }

    private static void TransposeEdge(byte* from, nint fromStride, int left, int right, int top, int bottom, byte* to, nint toStride)
    {
        for (int x = left; x < right; x++)
        {
            for (int y = top; y < bottom; y++)
                to[(x * toStride) + y] = from[(y * fromStride) + x];
        }
    }

    // Four rounds of interleaving rows that lie half the tile apart turn 16 rows into 16 columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeTile(byte* from, nint fromStride, byte* to, nint toStride)
    {
        Vector128<byte>* a = stackalloc Vector128<byte>[Tile];
        Vector128<byte>* b = stackalloc Vector128<byte>[Tile];
        for (int i = 0; i < Tile; i++)
            a[i] = Vector128.Load(from + (i * fromStride));
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < Tile / 2; i++)
            {
                b[2 * i] = Sse2.UnpackLow(a[i], a[i + (Tile / 2)]);
                b[(2 * i) + 1] = Sse2.UnpackHigh(a[i], a[i + (Tile / 2)]);
            }

            Vector128<byte>* swap = a;
            a = b;
            b = swap;
        }

        for (int i = 0; i < Tile; i++)
            a[i].Store(to + (i * toStride));
    }
}
