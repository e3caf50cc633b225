using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>Which changed blocks are explained by objects that are followed, and how much change is not.</summary>
/// <param name="share">Share of changed pixels above which a block has changed.</param>
internal sealed class ExplainedBlocks(double share)
{
    /// <summary>Around an object, in box sizes: shadows, swinging arms, blocks that only touch it.</summary>
    private const float Margin = 0.15f;

    /// <summary>A block counts fully when this share of its pixels changed.</summary>
    private const double FullBlock = 0.3;

    /// <summary>Unexplained change of this many full blocks is as much as an object makes.</summary>
    private const double BlocksPerObject = 2;

    private bool[] _explained = [];

    /// <summary>Begins a frame.</summary>
    public void Begin(BlockGrid grid)
    {
        if (_explained.Length != grid.Length)
            _explained = new bool[grid.Length];
        else
            Array.Clear(_explained);
    }

    /// <summary>Marks the blocks between where an object was seen and where it is now.</summary>
    /// <returns>Changed pixels in them.</returns>
    public double Explain(BlockChange change, in BoundingBox seen, in BoundingBox now)
    {
        BlockGrid grid = change.Grid;
        float across = Margin * now.Width, down = Margin * now.Height;
        float left = Math.Min(seen.X1, now.X1) - across, right = Math.Max(seen.X2, now.X2) + across;
        float top = Math.Min(seen.Y1, now.Y1) - down, bottom = Math.Max(seen.Y2, now.Y2) + down;
        double changed = 0;
        for (int row = 0; row < grid.Rows; row++)
        {
            PixelRange lines = grid.Row(row);
            if (lines.Length == 0 || lines.End <= top || lines.Start >= bottom)
                continue;
            for (int column = 0; column < grid.Columns; column++)
            {
                PixelRange pixels = grid.Column(column);
                if (pixels.Length == 0 || pixels.End <= left || pixels.Start >= right)
                    continue;
                _explained[(row * grid.Columns) + column] = true;
                float found = change.OwnShare((row * grid.Columns) + column);
                if (found > share)
                    changed += found * lines.Length * pixels.Length;
            }
        }

        return changed;
    }

    /// <summary>Whether no block has changed.</summary>
    public bool IsUnchanged(BlockChange change)
    {
        foreach (ref readonly CellChange cell in change.Cells)
        {
            if (cell.Pixels > 0 && cell.Share > share)
                return false;
        }

        return true;
    }

    /// <summary>Adds up what is left.</summary>
    /// <param name="change">The frame's change.</param>
    /// <param name="any">Whether any block changed, explained or not.</param>
    /// <returns>Unexplained change as a number of objects that could have made it.</returns>
    public double Unexplained(BlockChange change, out bool any)
    {
        any = false;
        double blocks = 0;
        Span<CellChange> cells = change.Cells;
        for (int index = 0; index < cells.Length; index++)
        {
            if (cells[index].Pixels == 0)
                continue;
            float own = change.OwnShare(index);
            if (own <= share)
                continue;
            any = true;
            if (!_explained[index])
                blocks += Math.Min(1, own / FullBlock);
        }

        return blocks / BlocksPerObject;
    }
}
