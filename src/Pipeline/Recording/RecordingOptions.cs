using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Recording;

/// <summary>Pictures and clips of events.</summary>
public sealed record RecordingOptions
{
    /// <summary>Neither.</summary>
    public static RecordingOptions None { get; } = new();

    /// <summary>Pictures of objects; null for none.</summary>
    public SnapshotOptions? Snapshots { get; init; }

    /// <summary>Clips; null for none.</summary>
    public ClipOptions? Clips { get; init; }

    internal bool IsNone => Snapshots is null && Clips is null;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate()
    {
        Snapshots?.Validate();
        Clips?.Validate();
    }
}
