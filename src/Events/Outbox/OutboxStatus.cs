namespace VideoDyn.Events.Outbox;

/// <summary>An outbox at one instant; counts are since it was opened.</summary>
public sealed record OutboxStatus
{
    /// <summary>Events written to the database.</summary>
    public long Stored { get; init; }

    /// <summary>Events that were there already, e.g. because a file was analyzed again.</summary>
    public long Known { get; init; }

    /// <summary>Events lost because there was no room.</summary>
    public long Lost { get; init; }

    /// <summary>Events in memory that are not in the database yet.</summary>
    public int Queued { get; init; }

    /// <summary>Bytes of the database in use.</summary>
    public long Bytes { get; init; }

    /// <summary>Sequence number of the newest event.</summary>
    public long LastSequence { get; init; }

    /// <summary>Why events cannot be written now; null while they can.</summary>
    public string? Problem { get; init; }

    /// <summary>Where each sink stands.</summary>
    public IReadOnlyList<SinkBacklog> Sinks { get; init; } = [];
}
