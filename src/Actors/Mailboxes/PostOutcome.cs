namespace VideoDyn.Actors.Mailboxes;

/// <summary>What became of a message that was posted.</summary>
internal enum PostOutcome : byte
{
    Accepted,
    Evicted,
    Full,
    Closed,
    Canceled,
}
