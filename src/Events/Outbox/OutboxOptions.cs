using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Outbox;

/// <summary>How an outbox keeps events.</summary>
public sealed record OutboxOptions
{
    /// <summary>Bytes that events and their history may take in the database, 64 KiB to 1 TiB. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>How long events are kept, delivered or not, 1 minute to 10 years. Default 7 days.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What happens when the bound of bytes is reached with events that are not delivered.</summary>
    public OutboxOverflow Overflow { get; init; }

    /// <summary>What a stored event survives.</summary>
    public OutboxDurability Durability { get; init; }

    /// <summary>Events that wait in memory for the disk, 1 to 1,000,000. Default 10,000.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>
    /// Whether a sink that the outbox has not seen before gets what is stored already; otherwise it gets what comes from now
    /// on. Default false.
    /// </summary>
    public bool NewSinksGetHistory { get; init; }

    /// <summary>
    /// Told on the writer's thread how long an event took from its hand-over to the disk; must return at once. Default none.
    /// </summary>
    public Action<TimeSpan>? OnStored { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lets tests run out of space: pages that the database may have at most, asked before each transaction.</summary>
    internal Func<long>? MaxPages { get; init; }

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate() => new OptionProblems("outbox")
        .Range("max_size", MaxBytes, 64L << 10, 1L << 40)
        .Range("max_age", MaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3653))
        .Range("queue", QueueCapacity, 1, 1_000_000)
        .Throw();
}
