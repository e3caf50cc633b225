namespace VideoDyn.Events.Outbox;

/// <summary>What happens when the outbox holds as much as it may and a sink has not taken it.</summary>
public enum OutboxOverflow
{
    /// <summary>The oldest events go, are counted, and an event tells how many were lost.</summary>
    DropOldest,

    /// <summary>Whoever has an event waits, so that analysis stands still until there is room.</summary>
    BlockAnalysis,
}
