using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Drawing;

/// <summary>Copies planes into the planes of a limited-range 4:2:0 picture of even size.</summary>
internal static class PlaneCopier
{
    private static readonly byte[] s_luma = Table(level => 16 + (level * 219.0 / 255));
    private static readonly byte[] s_chroma = Table(level => 128 + ((level - 128) * 224.0 / 255));

    /// <summary>Copies luma; the target may be one column and one row larger.</summary>
    /// <param name="source">Source plane.</param>
    /// <param name="target">Target plane.</param>
    /// <param name="fullRange">Whether the source is of full range.</param>
    public static void Luma(in FramePlane source, CanvasPlane target, bool fullRange)
    {
        for (int y = 0; y < target.Height; y++)
        {
            Span<byte> row = target.Row(y);
            source.Row(Math.Min(y, source.Height - 1)).CopyTo(row);
            row[source.Width..].Fill(row[source.Width - 1]);
            if (fullRange)
                Map(row, s_luma);
        }
    }

    /// <summary>Copies chroma, averaging what 4:2:0 holds less of; an odd last sample stands for its pair.</summary>
    /// <param name="source">Source plane.</param>
    /// <param name="layout">Layout of the source: not gray.</param>
    /// <param name="target">Target plane.</param>
    /// <param name="fullRange">Whether the source is of full range.</param>
    public static void Chroma(in FramePlane source, PixelLayout layout, CanvasPlane target, bool fullRange)
    {
        for (int y = 0; y < target.Height; y++)
        {
            Span<byte> row = target.Row(y);
            if (layout == PixelLayout.Yuv420)
            {
                source.Row(y).CopyTo(row);
            }
            else
            {
                ReadOnlySpan<byte> upper = source.Row(2 * y);
                ReadOnlySpan<byte> lower = source.Row(Math.Min((2 * y) + 1, source.Height - 1));
                if (layout == PixelLayout.Yuv422)
                    AverageTwo(upper, lower, row);
                else
                    AverageFour(upper, lower, row);
            }

            if (fullRange)
                Map(row, s_chroma);
        }
    }

    /// <summary>Fills a chroma plane with the value that means no colour.</summary>
    public static void Neutral(CanvasPlane target) => target.Fill(0, 0, target.Width, target.Height, 128);

    private static void AverageTwo(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> row)
    {
        for (int x = 0; x < row.Length; x++)
            row[x] = (byte)((upper[x] + lower[x] + 1) / 2);
    }

    private static void AverageFour(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int left = 2 * x;
            int right = Math.Min(left + 1, upper.Length - 1);
            row[x] = (byte)((upper[left] + upper[right] + lower[left] + lower[right] + 2) / 4);
        }
    }

    private static void Map(Span<byte> row, byte[] table)
    {
        for (int x = 0; x < row.Length; x++)
            row[x] = table[row[x]];
    }

    private static byte[] Table(Func<int, double> level) =>
        [.. Enumerable.Range(0, 256).Select(code => (byte)Math.Round(level(code)))];
}
