using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// Remembers which blocks have not seen a change near them, and since when. Only changes count: a block executed for age
/// or to settle shows nothing new, and must not keep its neighbours busy.
/// </summary>
internal sealed class UnsettledBlocks(BlockGrid grid, SettlingOptions options)
{
    private static readonly TimeSpan s_never = TimeSpan.MaxValue;
    private readonly Cell[] _cells = NewCells(grid.Length);

    /// <summary>Executes the blocks that have waited long enough.</summary>
    public void Settle(BlockChange change, BlockDecision decision)
    {
        TimeSpan now = change.StreamTime;
        for (int index = 0; index < _cells.Length; index++)
        {
            ref Cell cell = ref _cells[index];
            TimeSpan age = change.Cells[index].Age;
            cell.ExecutedAt = age < now ? now - age : TimeSpan.Zero;
            // Whatever executed the block in the meantime, it has seen its neighbours.
            if (cell.NeighbourSince < cell.ExecutedAt)
                cell.NeighbourSince = s_never;
            if (cell.BoxSince < cell.ExecutedAt)
                cell.BoxSince = s_never;
            if ((IsDue(cell.BoxSince, options.Boxes, now) || IsDue(cell.NeighbourSince, options.Neighbours, now))
                && decision.Reasons[index] == BlockReason.Unchanged)
            {
                decision.Set(index / grid.Columns, index % grid.Columns, BlockReason.Settle);
            }
        }
    }

    /// <summary>Marks the blocks beside a change, and forgets those that this frame executes.</summary>
    public void Disturb(BlockChange change, BlockDecision decision)
    {
        for (int index = 0; index < _cells.Length; index++)
        {
            if (decision.Reasons[index] != BlockReason.Change)
                continue;
            _cells[index].ChangedAt = change.StreamTime;
            Disturb(index / grid.Columns, index % grid.Columns, change.StreamTime);
        }

        for (int index = 0; index < _cells.Length; index++)
        {
            if (BlockDecision.IsActive(decision.Reasons[index]))
                _cells[index] = _cells[index] with { ExecutedAt = change.StreamTime, BoxSince = s_never, NeighbourSince = s_never };
        }
    }

    /// <summary>Takes in that everything moved by whole blocks.</summary>
    public void Move(int across, int down) => BlockMoves.Move(_cells, grid.Columns, across, down, Cell.Settled);

    /// <summary>Forgets everything, because a whole frame is executed.</summary>
    public void Clear() => Array.Fill(_cells, Cell.Settled);

    /// <summary>Takes note of a published box: what changed inside it after its block was executed puts it in doubt.</summary>
    /// <param name="box">In frame pixels.</param>
    /// <param name="block">Index of the block that it was computed in.</param>
    public void Doubt(in BoundingBox box, int block)
    {
        ref Cell evidence = ref _cells[block];
        GridArea area = GridArea.Of(grid, box);
        for (int row = area.Top; row < area.Bottom; row++)
        {
            for (int column = area.Left; column < area.Right; column++)
            {
                TimeSpan changed = _cells[(row * grid.Columns) + column].ChangedAt;
                if (changed > evidence.ExecutedAt && changed < evidence.BoxSince)
                    evidence.BoxSince = changed;
            }
        }
    }

    private static bool IsDue(TimeSpan since, TimeSpan? wait, TimeSpan now) => wait is { } time && since <= now && now - since >= time;

    private static Cell[] NewCells(int length)
    {
        var cells = new Cell[length];
        Array.Fill(cells, Cell.Settled);
        return cells;
    }

    private void Disturb(int row, int column, TimeSpan now)
    {
        int bottom = Math.Min(row + 1, grid.Rows - 1);
        int right = Math.Min(column + 1, grid.Columns - 1);
        for (int y = Math.Max(row - 1, 0); y <= bottom; y++)
        {
            for (int x = Math.Max(column - 1, 0); x <= right; x++)
            {
                ref TimeSpan since = ref _cells[(y * grid.Columns) + x].NeighbourSince;
                since = since < now ? since : now;
            }
        }
    }

    /// <summary>One block, in stream time.</summary>
    private struct Cell
    {
        /// <summary>Its last execution.</summary>
        public TimeSpan ExecutedAt;

        /// <summary>The last change of its own pixels that executed it.</summary>
        public TimeSpan ChangedAt;

        /// <summary>The first change within a box of its own that it has not seen.</summary>
        public TimeSpan BoxSince;

        /// <summary>The first change of a neighbour that it has not seen.</summary>
        public TimeSpan NeighbourSince;

        public static Cell Settled => new() { ChangedAt = TimeSpan.MinValue, BoxSince = s_never, NeighbourSince = s_never };
    }
}
