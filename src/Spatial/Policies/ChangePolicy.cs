using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// Executes the blocks that changed since they were last processed, and those that were not for long; the whole picture
/// when the scene, its light or its position changed, and by schedule.
/// </summary>
/// <remarks>
/// The mask goes to an engine that reads stale neighbours as they are (Verelst and Tuytelaars, "BlockCopy", ICCV 2021),
/// which is what settling, the age limit and the scheduled refresh bound.
/// </remarks>
public sealed class ChangePolicy : BlockPolicy
{
    private readonly ChangePolicyOptions _options;
    private bool[] _ignored = [];
    private NoisyBlocks? _noisy;
    private UnsettledBlocks? _unsettled;
    private TimeSpan _refreshedAt;
    private Vector2 _aside;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">When a block counts as changed, and when the whole picture is executed.</param>
    /// <exception cref="VideoDynException">An option is out of range (kind Configuration).</exception>
    public ChangePolicy(ChangePolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public override string Name => "change";

    /// <summary>The blocks muted now because they always change; a new list.</summary>
    public IReadOnlyList<MutedBlock> MutedBlocks() => _noisy?.Report() ?? [];

    /// <summary>What was learned about each block's changes, row by row; empty before the first frame and without muting.</summary>
    public IReadOnlyList<BlockHabit> Habits() => _noisy?.Habits() ?? [];

    /// <summary>Goes on from what an earlier run learned about the same blocks. Call it after the first decision.</summary>
    /// <param name="habits">From <see cref="Habits"/>.</param>
    /// <exception cref="ArgumentException">There is another number of blocks.</exception>
    public void Restore(ReadOnlySpan<BlockHabit> habits)
    {
        if (habits.Length != _ignored.Length)
            throw new ArgumentException($"there are {habits.Length} habits and {_ignored.Length} blocks", nameof(habits));
        _noisy?.Restore(habits, _refreshedAt);
    }

    /// <summary>Forgets what was learned about the blocks' changes, e.g. because the camera was turned.</summary>
    public void ForgetHabits() => _noisy?.Clear();

    /// <inheritdoc/>
    public override void Learn(ReadOnlySpan<Detection> boxes, ReadOnlySpan<int> blocks)
    {
        if (boxes.Length != blocks.Length)
            throw new ArgumentException($"there are {boxes.Length} boxes and the blocks of {blocks.Length}", nameof(blocks));
        for (int index = 0; index < boxes.Length; index++)
        {
            BoundingBox box = boxes[index].Box;
            box = new BoundingBox(box.X1 - _aside.X, box.Y1 - _aside.Y, box.X2 - _aside.X, box.Y2 - _aside.Y);
            _unsettled?.Doubt(box, blocks[index]);
            _noisy?.Occupy(box);
        }
    }

    /// <inheritdoc/>
    public override void Move(int across, int down)
    {
        _unsettled?.Move(across, down);
        // Nothing changes always and always alike where the camera moves.
        _noisy?.Clear();
    }

    private protected override void Start(BlockGrid grid)
    {
        _ignored = IgnoredArea.Of(grid, _options.Mask, _options.MaskCover);
        _noisy = _options.Muting is { } muting ? new NoisyBlocks(grid, muting) : null;
        _unsettled = new UnsettledBlocks(grid, _options.Settling);
    }

    private protected override RefreshCause CauseOf(BlockChange change)
    {
        if (_options.RefreshOnSceneCut && change.Cut == SceneCut.Content)
            return RefreshCause.SceneCut;
        if (Math.Abs(change.GlobalBrightness) >= _options.RefreshBrightness)
            return RefreshCause.Brightness;
        if (change.GlobalMotion?.Length() >= _options.RefreshMotion * change.Grid.FrameWidth)
            return RefreshCause.Motion;
        return change.StreamTime - _refreshedAt >= _options.RefreshInterval ? RefreshCause.Schedule : RefreshCause.None;
    }

    private protected override void Choose(BlockChange change, BlockDecision decision)
    {
        _noisy?.Advance(change.StreamTime);
        for (int row = 0; row < change.Grid.Rows; row++)
        {
            for (int column = 0; column < change.Grid.Columns; column++)
            {
                BlockReason reason = ReasonOf((row * change.Grid.Columns) + column, change[row, column]);
                if (reason != BlockReason.Unchanged)
                    decision.Set(row, column, reason);
            }
        }

        _unsettled?.Settle(change, decision);
        _unsettled?.Disturb(change, decision);
    }

    private protected override void Decided(BlockChange change, BlockDecision decision)
    {
        _aside = decision.Refresh == RefreshCause.None ? change.Aside : default;
        if (decision.Refresh == RefreshCause.None)
            return;
        _refreshedAt = change.StreamTime;
        _unsettled?.Clear();
    }

    private BlockReason ReasonOf(int index, in CellChange cell)
    {
        if (cell.Pixels == 0)
            return BlockReason.Border;
        if (_ignored[index])
            return BlockReason.Masked;
        bool changed = cell.Share > _options.Share;
        bool usual = _noisy?.IsUsual(index, cell, changed) ?? false;
        if (changed)
            return usual ? BlockReason.Muted : BlockReason.Change;
        return cell.Age >= AgeLimit(index) ? BlockReason.Age : BlockReason.Unchanged;
    }

    /// <summary>Three quarters of the limit plus a part of the last one that spreads evenly over the blocks.</summary>
    private TimeSpan AgeLimit(int index)
    {
        if (_options.MaxAge is not { } limit)
            return TimeSpan.MaxValue;
        double part = index * 0.6180339887498949 % 1;
        return limit * (0.75 + (0.25 * part));
    }
}
