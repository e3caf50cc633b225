using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Remembers since when each block has neighbours that changed after its own last execution.</summary>
internal sealed class UnsettledBlocks(BlockGrid grid, SettlingOptions options)
{
    private static readonly TimeSpan s_never = TimeSpan.MaxValue;
    private readonly TimeSpan[] _since = NewTimes(grid.Length);

    /// <summary>Executes the blocks that waited long enough.</summary>
    public void Settle(BlockChange change, BlockDecision decision)
    {
        for (int cell = 0; cell < _since.Length; cell++)
        {
            TimeSpan since = _since[cell];
            if (since == s_never)
                continue;
            // Whoever executed it in the meantime, it has seen its neighbours.
            if (change.Cells[cell].Age < change.StreamTime - since)
                _since[cell] = s_never;
            else if (change.StreamTime - since >= options.After && decision.Reasons[cell] == BlockReason.Unchanged)
                decision.Set(cell / grid.Columns, cell % grid.Columns, BlockReason.Settle);
        }
    }

    /// <summary>Marks the blocks near a change that this frame does not execute.</summary>
    public void Disturb(BlockChange change, BlockDecision decision)
    {
        for (int cell = 0; cell < _since.Length; cell++)
        {
            if (decision.Reasons[cell] == BlockReason.Change)
                Disturb(cell / grid.Columns, cell % grid.Columns, change.StreamTime);
        }

        for (int cell = 0; cell < _since.Length; cell++)
        {
            if (BlockDecision.IsActive(decision.Reasons[cell]))
                _since[cell] = s_never;
        }
    }

    private static TimeSpan[] NewTimes(int length)
    {
        var times = new TimeSpan[length];
        Array.Fill(times, s_never);
        return times;
    }

    private void Disturb(int row, int column, TimeSpan now)
    {
        int bottom = Math.Min(row + options.Reach, grid.Rows - 1);
        int right = Math.Min(column + options.Reach, grid.Columns - 1);
        for (int y = Math.Max(row - options.Reach, 0); y <= bottom; y++)
        {
            for (int x = Math.Max(column - options.Reach, 0); x <= right; x++)
            {
                ref TimeSpan since = ref _since[(y * grid.Columns) + x];
                since = since < now ? since : now;
            }
        }
    }
}
