using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Pictures and clips of events. Two are equal when they ask for the same.</summary>
public sealed record RecordingSettings
{
    /// <summary>Pictures of objects; null for none.</summary>
    public SnapshotSettings? Snapshots { get; init; }

    /// <summary>Clips; null for none.</summary>
    public ClipSettings? Clips { get; init; }

    /// <summary>The same as options of a recorder.</summary>
    public RecordingOptions ToOptions() => new() { Snapshots = Snapshots?.ToOptions(), Clips = Clips?.ToOptions() };
}
