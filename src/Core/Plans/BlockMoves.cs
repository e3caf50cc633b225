namespace VideoDyn.Core.Plans;

/// <summary>Moves what is known of blocks when the picture moved by whole blocks.</summary>
public static class BlockMoves
{
    /// <summary>Moves values in place.</summary>
    /// <param name="cells">The values, row by row.</param>
    /// <param name="columns">Blocks across.</param>
    /// <param name="across">Blocks to the right; below 0 to the left.</param>
    /// <param name="down">Blocks down; below 0 up.</param>
    /// <param name="uncovered">The value of blocks that nothing moved to.</param>
    /// <typeparam name="T">Type of a value.</typeparam>
    public static void Move<T>(Span<T> cells, int columns, int across, int down, T uncovered)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        int rows = cells.Length / columns;
        int width = Math.Max(0, columns - Math.Abs(across));
        for (int step = 0; step < rows; step++)
        {
            // From the side that is moved to, so that no row is overwritten before it was read.
            int row = down > 0 ? rows - 1 - step : step, from = row - down;
            Span<T> target = cells.Slice(row * columns, columns);
            if (width == 0 || from < 0 || from >= rows)
            {
                target.Fill(uncovered);
                continue;
            }

            cells.Slice((from * columns) + Math.Max(0, -across), width).CopyTo(target.Slice(Math.Max(0, across), width));
            if (across > 0)
                target[..across].Fill(uncovered);
            else
                target[width..].Fill(uncovered);
        }
    }
}
