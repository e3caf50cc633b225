using VideoDyn.Core.Signals;
using VideoDyn.Core.State;

namespace VideoDyn.Pipeline.Regions;

/// <summary>
/// What a stream's blocks taught in the course of time, kept from run to run. What was saved waits for the first frame, which
/// tells the grid that it has to fit.
/// </summary>
internal abstract class LearnedSlot : IPersistentSlot
{
    private SavedState? _pending;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public abstract long Bytes { get; }

    /// <summary>Why an earlier run's state was not taken over; null when it was, or there was none.</summary>
    public string? Problem { get; private set; }

    /// <summary>The blocks of the stream; null before its first frame.</summary>
    protected BlockGrid? Grid { get; private set; }

    /// <summary>Learns the blocks of the stream with its first frame of a size, after signal and policy have seen it.</summary>
    public void Begin(BlockGrid grid)
    {
        Grid = grid;
        if (_pending is not { } saved)
            return;
        _pending = null;
        if (Take(saved, grid) is { } reason)
            Problem = $"the saved state '{Name}' {reason}; started anew";
    }

    /// <inheritdoc/>
    public SavedState? Save() => Grid is { } grid ? new SavedState(grid.FrameWidth, grid.FrameHeight, Content(grid)) : null;

    /// <inheritdoc/>
    public void Restore(SavedState state) => _pending = state;

    /// <summary>An outage teaches nothing; another scene or size does.</summary>
    public void Reset(StateReset reason)
    {
        if (reason != StateReset.Outage)
            Forget();
    }

    /// <summary>Takes a saved state over.</summary>
    /// <returns>Why it was not ("is of …, the stream has …"); null when it was.</returns>
    protected abstract string? Take(SavedState saved, BlockGrid grid);

    /// <summary>What to save.</summary>
    protected abstract byte[] Content(BlockGrid grid);

    /// <summary>Starts anew.</summary>
    protected abstract void Forget();
}
