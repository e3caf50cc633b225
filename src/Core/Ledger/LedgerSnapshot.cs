namespace VideoDyn.Core.Ledger;

/// <summary>The counters of a <see cref="FrameLedger"/> at one instant; the unit is one video packet.</summary>
public sealed record LedgerSnapshot
{
    /// <summary>Packets delivered by the demuxer.</summary>
    public long Received { get; init; }

    /// <summary>Frames on which a region plan ran.</summary>
    public long Analyzed { get; init; }

    /// <summary>Frames for which the last result stood, judged by a signal.</summary>
    public long Reused { get; init; }

    /// <summary>Frames left out by a gate, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Skipped { get; init; }

    /// <summary>Frames lost, by cause.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }

    /// <summary>Frames that could not be processed, by cause.</summary>
    public required IReadOnlyDictionary<string, long> Failed { get; init; }

    /// <summary>Packets without an outcome yet; 0 at the end of a run.</summary>
    public long InFlight { get; init; }

    /// <summary>Side counter: pictures the decoder delivered.</summary>
    public long Decoded { get; init; }

    /// <summary>Side counter: frames that were also run dense to measure agreement.</summary>
    public long Audited { get; init; }

    /// <summary>Whether every received packet has exactly one outcome or is in flight.</summary>
    public bool IsBalanced =>
        Received == Analyzed + Reused + Skipped.Values.Sum() + Dropped.Values.Sum() + Failed.Values.Sum() + InFlight;
}
