using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// Which blocks of a frame are executed, and why. Reused by its policy from frame to frame.
/// </summary>
/// <param name="columns">Blocks across.</param>
/// <param name="rows">Blocks down.</param>
public sealed class BlockDecision(int columns, int rows)
{
    private readonly BlockReason[] _reasons = new BlockReason[columns * rows];
    private readonly int[] _counts = new int[Enum.GetValues<BlockReason>().Length];

    /// <summary>The blocks to execute.</summary>
    public BlockMask Mask { get; } = new(columns, rows);

    /// <summary>Why the whole frame is executed; <see cref="RefreshCause.None"/> when only the mask's blocks are.</summary>
    public RefreshCause Refresh { get; private set; }

    /// <summary>Each block's reason, row by row from the top left.</summary>
    public ReadOnlySpan<BlockReason> Reasons => _reasons;

    /// <summary>How many blocks have a reason.</summary>
    public int Count(BlockReason reason) => _counts[(int)reason];

    /// <summary>Whether a reason executes its block.</summary>
    public static bool IsActive(BlockReason reason) => reason >= BlockReason.Change;

    /// <summary>Starts the next frame with no block executed.</summary>
    internal void Clear()
    {
        Mask.Fill(false);
        Array.Clear(_reasons);
        Array.Clear(_counts);
        _counts[(int)BlockReason.Unchanged] = _reasons.Length;
        Refresh = RefreshCause.None;
    }

    /// <summary>Decides about one block.</summary>
    internal void Set(int row, int column, BlockReason reason)
    {
        ref BlockReason known = ref _reasons[(row * Mask.Columns) + column];
        _counts[(int)known]--;
        _counts[(int)reason]++;
        known = reason;
        Mask[row, column] = IsActive(reason);
    }

    /// <summary>Executes every block, borders and masked ones too, because a full pass does.</summary>
    internal void SetAll(RefreshCause cause)
    {
        Clear();
        Mask.Fill(true);
        Array.Fill(_reasons, BlockReason.Refresh);
        _counts[(int)BlockReason.Unchanged] = 0;
        _counts[(int)BlockReason.Refresh] = _reasons.Length;
        Refresh = cause;
    }
}
