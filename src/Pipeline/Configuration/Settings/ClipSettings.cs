using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Which clips are kept, and how long they are.</summary>
public sealed record ClipSettings
{
    /// <summary>Absolute path of the folder; null for one among the outputs.</summary>
    public string? Folder { get; init; }

    /// <summary>Event types that get one; empty for the standard ones.</summary>
    public ValueList<string> Types { get; init; } = [];

    /// <summary>Names of zones and tripwires; empty for all.</summary>
    public ValueList<string> Rules { get; init; } = [];

    /// <summary>Stream time before the event.</summary>
    public TimeSpan PreCapture { get; init; }

    /// <summary>Stream time after the event.</summary>
    public TimeSpan PostCapture { get; init; }

    /// <summary>Longest stream time from the first event of a clip to its end.</summary>
    public TimeSpan MaxLength { get; init; }

    /// <summary>Most bytes held in memory.</summary>
    public long MaxMemory { get; init; }

    /// <summary>How long they are kept.</summary>
    public required Retention Retention { get; init; }

    internal ClipOptions ToOptions() => new()
    {
        Folder = Folder,
        Events = new EventChoice { Types = Types, Rules = Rules },
        PreCapture = PreCapture,
        PostCapture = PostCapture,
        MaxLength = MaxLength,
        MaxMemory = MaxMemory,
        Retention = Retention,
    };
}
