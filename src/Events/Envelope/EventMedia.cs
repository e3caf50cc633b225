using VideoDyn.Core.Detections;

namespace VideoDyn.Events.Envelope;

/// <summary>Pictures and video that belong to an event. Paths are relative to the folder that the user named, with <c>/</c>.</summary>
public readonly record struct EventMedia
{
    /// <summary>The object's best picture so far, whole; null for none.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The same picture cut to the object; null for none.</summary>
    public string? SnapshotCrop { get; init; }

    /// <summary>Stream time of the picture; null without one.</summary>
    public TimeSpan? SnapshotTime { get; init; }

    /// <summary>Where the object is in it, in frame pixels.</summary>
    public BoundingBox SnapshotBox { get; init; }

    /// <summary>The clip around the event, which is there when it is whole, some time after the event; null for none.</summary>
    public string? Clip { get; init; }
}
