using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Crops;

/// <summary>Connected groups of changed cells. Cells that touch at a corner belong together.</summary>
internal sealed class ChangeBlobs
{
    private bool[] _changed = [];
    private int[] _stack = [];

    /// <summary>Cells that changed in the last frame, row by row.</summary>
    public ReadOnlySpan<bool> Changed => _changed;

    /// <summary>Notes which cells changed.</summary>
    public void Read(BlockChange change, double share)
    {
        int cells = change.Grid.Length;
        if (_changed.Length != cells)
        {
            _changed = new bool[cells];
            _stack = new int[cells];
        }

        ReadOnlySpan<CellChange> all = change.Cells;
        for (int cell = 0; cell < cells; cell++)
            _changed[cell] = all[cell].Pixels > 0 && all[cell].Share > share;
    }

    /// <summary>Whether a cell under a box changed.</summary>
    public bool Touches(BlockGrid grid, in BoundingBox box)
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            if (grid.Row(row).Length == 0 || grid.Row(row).Start >= box.Y2 || grid.Row(row).End <= box.Y1)
                continue;
            for (int column = 0; column < grid.Columns; column++)
            {
                if (_changed[(row * grid.Columns) + column] && grid.Column(column).Start < box.X2 && grid.Column(column).End > box.X1)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Proposes every group; the cells are used up by this.</summary>
    public void Propose(BlockChange change, CropOptions options, List<CropProposal> proposals)
    {
        BlockGrid grid = change.Grid;
        for (int start = 0; start < _changed.Length; start++)
        {
            if (!_changed[start])
                continue;
            BoundingBox box = Follow(grid, start, out int cells);
            float margin = (float)options.Margin * MathF.Max(box.Width, box.Height);
            BoundingBox area = Boxes.Grow(box, margin).ClampTo(grid.FrameWidth, grid.FrameHeight);
            // What changed is rather larger than what moves, so its smaller side says how small the object may be.
            proposals.Add(new CropProposal(area, Boxes.Extent(box), CropReason.Change, cells, box, box));
        }
    }

    private BoundingBox Follow(BlockGrid grid, int start, out int cells)
    {
        int top = int.MaxValue, left = int.MaxValue, bottom = 0, right = 0;
        int pending = 0;
        cells = 0;
        Take(start, ref pending);
        while (pending > 0)
        {
            int cell = _stack[--pending];
            (int row, int column) = (cell / grid.Columns, cell % grid.Columns);
            cells++;
            top = Math.Min(top, row);
            bottom = Math.Max(bottom, row);
            left = Math.Min(left, column);
            right = Math.Max(right, column);
            for (int y = Math.Max(0, row - 1); y <= Math.Min(grid.Rows - 1, row + 1); y++)
            {
                for (int x = Math.Max(0, column - 1); x <= Math.Min(grid.Columns - 1, column + 1); x++)
                {
                    if (_changed[(y * grid.Columns) + x])
                        Take((y * grid.Columns) + x, ref pending);
                }
            }
        }

        return new BoundingBox(grid.Column(left).Start, grid.Row(top).Start, grid.Column(right).End, grid.Row(bottom).End);
    }

    private void Take(int cell, ref int pending)
    {
        _changed[cell] = false;
        _stack[pending++] = cell;
    }
}
