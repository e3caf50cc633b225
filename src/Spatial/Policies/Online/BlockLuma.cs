using VideoDyn.Core.Frames;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>A small picture of a frame: 4 x 4 luma values for each block, so that blocks of any size look alike.</summary>
internal static class BlockLuma
{
    /// <summary>Values across and down a block.</summary>
    public const int Side = 4;

    /// <summary>Values of a block.</summary>
    public const int Values = Side * Side;

    /// <summary>Code values that count as 1.</summary>
    private const float Scale = 1 / 32f;

    /// <summary>Fills the values of all blocks; those in the border of a letterbox get 0.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="values">16 numbers for each block, row by row.</param>
    public static void Fill(FrameLease frame, BlockGrid grid, Span<float> values)
    {
        FramePlane luma = frame.Luma;
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                Span<float> block = values.Slice(((row * grid.Columns) + column) * Values, Values);
                if (grid.Pixels(row, column) == 0)
                    block.Clear();
                else
                    Fill(luma, grid.Row(row), grid.Column(column), block);
            }
        }
    }

    private static void Fill(in FramePlane luma, PixelRange rows, PixelRange columns, Span<float> values)
    {
        for (int y = 0; y < Side; y++)
        {
            (int top, int bottom) = Part(rows, y);
            for (int x = 0; x < Side; x++)
            {
                (int left, int right) = Part(columns, x);
                int sum = 0, count = 0;
                // Every other pixel is enough for a mean.
                for (int line = top; line < bottom; line += 2)
                {
                    ReadOnlySpan<byte> pixels = luma.Row(line)[left..right];
                    for (int i = 0; i < pixels.Length; i += 2)
                        sum += pixels[i];
                    count += (pixels.Length + 1) / 2;
                }

                values[(y * Side) + x] = (((float)sum / count) - 128) * Scale;
            }
        }
    }

    // Where a block shows fewer pixels than it has parts, parts share pixels.
    private static (int From, int To) Part(PixelRange range, int part)
    {
        int from = range.Start + Math.Min(range.Length * part / Side, range.Length - 1);
        return (from, Math.Max(from + 1, range.Start + (range.Length * (part + 1) / Side)));
    }
}
