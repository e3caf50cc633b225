using VideoDyn.Events.Outbox;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Where and how events wait for their sinks.</summary>
public sealed record OutboxSettings
{
    /// <summary>Absolute path of the database; null for a place beside the outputs.</summary>
    public string? Path { get; init; }

    /// <summary>Bytes that it may take.</summary>
    public long MaxBytes { get; init; } = new OutboxOptions().MaxBytes;

    /// <summary>How long events are kept.</summary>
    public TimeSpan MaxAge { get; init; } = new OutboxOptions().MaxAge;

    /// <summary>What happens when it is full.</summary>
    public OutboxOverflow Overflow { get; init; }

    /// <summary>What a stored event survives.</summary>
    public OutboxDurability Durability { get; init; }

    /// <summary>The same as options of an outbox.</summary>
    public OutboxOptions ToOptions() => new() { MaxBytes = MaxBytes, MaxAge = MaxAge, Overflow = Overflow, Durability = Durability };
}
