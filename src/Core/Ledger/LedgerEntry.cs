namespace VideoDyn.Core.Ledger;

/// <summary>The numbers of the ledger's balance.</summary>
internal enum LedgerEntry
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Packets delivered.</summary>
    Received,

    /// <summary>Outcome: analyzed.</summary>
    Analyzed,

    /// <summary>Outcome: reused.</summary>
    Reused,

    /// <summary>Outcome: skipped by a gate.</summary>
    Skipped,

    /// <summary>Outcome: dropped.</summary>
    Dropped,

    /// <summary>Outcome: failed.</summary>
    Failed,

    /// <summary>No outcome yet.</summary>
    InFlight,
}
