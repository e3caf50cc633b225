namespace VideoDyn.Events.Outbox;

/// <summary>What a stored event survives; SQLite's <c>synchronous</c>.</summary>
public enum OutboxDurability
{
    /// <summary>The end of the process, whatever ends it.</summary>
    Normal,

    /// <summary>Loss of power, too: every commit waits for the disk.</summary>
    Full,
}
