using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// What all policies share: a frame that nothing processed so far holds for is executed as a whole, borders never are
/// otherwise, and everything is counted.
/// </summary>
public abstract class BlockPolicy : IBlockPolicy
{
    private BlockGrid? _grid;
    private BlockDecision _decision = new(1, 1);

    private protected BlockPolicy()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public BlockTotals Totals { get; } = new();

    /// <inheritdoc/>
    public BlockDecision Decide(BlockChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!ReferenceEquals(_grid, change.Grid))
        {
            _grid = change.Grid;
            _decision = new BlockDecision(_grid.Columns, _grid.Rows);
            Start(_grid);
        }

        RefreshCause cause = change.Cut is SceneCut.None or SceneCut.Content ? CauseOf(change) : RefreshCause.Start;
        if (cause == RefreshCause.None)
        {
            _decision.Clear();
            Choose(change, _decision);
        }
        else
        {
            _decision.SetAll(cause);
        }

        Decided(change, _decision);
        Totals.Add(_decision);
        return _decision;
    }

    /// <inheritdoc/>
    public virtual void Move(int across, int down)
    {
    }

    /// <inheritdoc/>
    public virtual void Learn(ReadOnlySpan<Detection> boxes, ReadOnlySpan<int> blocks)
    {
    }

    /// <summary>Prepares for frames of another size.</summary>
    private protected virtual void Start(BlockGrid grid)
    {
    }

    /// <summary>Whether to execute the whole frame although what was processed holds.</summary>
    private protected virtual RefreshCause CauseOf(BlockChange change) => RefreshCause.None;

    /// <summary>Chooses the blocks of a frame that is not executed as a whole.</summary>
    private protected abstract void Choose(BlockChange change, BlockDecision decision);

    /// <summary>Learns of the decision, whatever made it.</summary>
    private protected virtual void Decided(BlockChange change, BlockDecision decision)
    {
    }
}
