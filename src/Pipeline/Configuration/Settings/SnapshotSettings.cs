using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Which pictures of objects are kept, and how.</summary>
public sealed record SnapshotSettings
{
    /// <summary>Absolute path of the folder; null for one among the outputs.</summary>
    public string? Folder { get; init; }

    /// <summary>Event types that get one; empty for the standard ones.</summary>
    public ValueList<string> Types { get; init; } = [];

    /// <summary>Names of zones and tripwires; empty for all.</summary>
    public ValueList<string> Rules { get; init; } = [];

    /// <summary>Whether the whole picture is written.</summary>
    public bool Full { get; init; } = true;

    /// <summary>Whether the picture is written cut to the object.</summary>
    public bool Crop { get; init; } = true;

    /// <summary>Whether the object's box is drawn on the whole picture.</summary>
    public bool BoundingBox { get; init; }

    /// <summary>Quality of the JPEG files, 1 to 100.</summary>
    public int Quality { get; init; }

    /// <summary>How long they are kept.</summary>
    public required Retention Retention { get; init; }

    internal SnapshotOptions ToOptions() => new()
    {
        Folder = Folder,
        Events = new EventChoice { Types = Types, Rules = Rules },
        Full = Full,
        Crop = Crop,
        BoundingBox = BoundingBox,
        Quality = Quality,
        Retention = Retention,
    };
}
