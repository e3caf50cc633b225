namespace VideoDyn.Spatial.Policies;

/// <summary>What a policy decided over a stream, for summaries.</summary>
public sealed class BlockTotals
{
    private readonly long[] _blocks = new long[Enum.GetValues<BlockReason>().Length];
    private readonly long[] _refreshes = new long[Enum.GetValues<RefreshCause>().Length];

    /// <summary>Frames decided.</summary>
    public long Frames { get; private set; }

    /// <summary>Blocks of all frames that had a reason.</summary>
    public long Blocks(BlockReason reason) => _blocks[(int)reason];

    /// <summary>Frames executed as a whole for a cause; those that were not, for <see cref="RefreshCause.None"/>.</summary>
    public long Refreshes(RefreshCause cause) => _refreshes[(int)cause];

    /// <summary>Adds a frame.</summary>
    internal void Add(BlockDecision decision)
    {
        Frames++;
        _refreshes[(int)decision.Refresh]++;
        for (int reason = 0; reason < _blocks.Length; reason++)
            _blocks[reason] += decision.Count((BlockReason)reason);
    }
}
