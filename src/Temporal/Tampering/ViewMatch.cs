using System.Numerics.Tensors;

namespace VideoDyn.Temporal.Tampering;

/// <summary>
/// Whether two thumbnails show the same view, whatever the light: normalised correlation of their structure, tile by tile,
/// so that what moves through some tiles says nothing about the others.
/// </summary>
internal static class ViewMatch
{
    private const int TileColumns = 8;
    private const int TileRows = 6;
    private const int TileWidth = Thumbnail.Columns / TileColumns;
    private const int TileHeight = Thumbnail.Rows / TileRows;
    private const float LeastStructure = 0.8f; // root mean square in code values below which a tile shows nothing to compare
    private const float Alike = 0.5f;
    private const int LeastTiles = 5;
    private const int Reach = 20; // cells that a camera may have been turned by, to be recognised
    private const int LeastOverlap = Thumbnail.Cells / 3;

    /// <summary>Share of the tiles with structure that are alike, 0 to 1; null when the reference has hardly any.</summary>
    public static float? Share(Thumbnail reference, Thumbnail now)
    {
        int tiles = 0, alike = 0;
        for (int row = 0; row < TileRows; row++)
        {
            for (int column = 0; column < TileColumns; column++)
            {
                float correlation = Tile(reference.Structure, now.Structure, row * TileHeight, column * TileWidth, out bool hasStructure);
                tiles += hasStructure ? 1 : 0;
                alike += hasStructure && correlation >= Alike ? 1 : 0;
            }
        }

        return tiles < LeastTiles ? null : (float)alike / tiles;
    }

    /// <summary>Correlation of the structure of two whole pictures, -1 to 1.</summary>
    public static float Whole(Thumbnail one, Thumbnail other) => Shifted(one.Structure, other.Structure, 0, 0);

    /// <summary>By how much a view was turned: where its forms correlate best.</summary>
    /// <returns>Columns to the right and rows down that the picture moved, as shares of the picture, and the correlation there.</returns>
    public static (float Right, float Down, float Correlation) FindShift(Thumbnail before, Thumbnail now)
    {
        (int right, int down, float best) = (0, 0, -1);
        float[] then = before.Forms(), here = now.Forms();
        for (int y = -Reach; y <= Reach; y++)
        {
            for (int x = -Reach; x <= Reach; x++)
            {
                if ((Thumbnail.Columns - Math.Abs(x)) * (Thumbnail.Rows - Math.Abs(y)) < LeastOverlap)
                    continue;
                float correlation = Shifted(then, here, x, y);
                if (correlation > best)
                    (right, down, best) = (x, y, correlation);
            }
        }

        return ((float)right / Thumbnail.Columns, (float)down / Thumbnail.Rows, best);
    }

    private static float Tile(ReadOnlySpan<float> reference, ReadOnlySpan<float> now, int top, int left, out bool hasStructure)
    {
        float both = 0, first = 0, second = 0;
        for (int y = top; y < top + TileHeight; y++)
        {
            for (int x = left; x < left + TileWidth; x++)
            {
                (float a, float b) = (reference[(y * Thumbnail.Columns) + x], now[(y * Thumbnail.Columns) + x]);
                both += a * b;
                first += a * a;
                second += b * b;
            }
        }

        hasStructure = first >= LeastStructure * LeastStructure * TileWidth * TileHeight;
        return both / MathF.Sqrt((first * second) + 1e-6f);
    }

    private static float Shifted(ReadOnlySpan<float> before, ReadOnlySpan<float> now, int right, int down)
    {
        float both = 0, first = 0, second = 0;
        for (int y = Math.Max(0, down); y < Math.Min(Thumbnail.Rows, Thumbnail.Rows + down); y++)
        {
            int from = Math.Max(0, right), length = Thumbnail.Columns - Math.Abs(right);
            ReadOnlySpan<float> a = before.Slice(((y - down) * Thumbnail.Columns) + from - right, length), b = now.Slice((y * Thumbnail.Columns) + from, length);
            both += TensorPrimitives.Dot(a, b);
            first += TensorPrimitives.SumOfSquares(a);
            second += TensorPrimitives.SumOfSquares(b);
        }

        return both / MathF.Sqrt((first * second) + 1e-6f);
    }
}
