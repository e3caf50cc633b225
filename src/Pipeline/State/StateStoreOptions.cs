namespace VideoDyn.Pipeline.State;

/// <summary>Where state is kept, and how much of it.</summary>
public sealed record StateStoreOptions
{
    /// <summary>Folder of the persistent slots, one folder a stream; null keeps nothing beyond the run.</summary>
    public string? Folder { get; init; }

    /// <summary>Most bytes of state of all streams together, at least 0. Default 8 GiB.</summary>
    public long Limit { get; init; } = StateBudget.DefaultLimit;

    /// <summary>A limit shared with other stores, which then counts instead of <see cref="Limit"/>; null for none.</summary>
    public StateBudget? Budget { get; init; }
}
