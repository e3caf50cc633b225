namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>The model of a camera.</summary>
public sealed record ModelSettings
{
    /// <summary>Absolute path of the ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute path of the model card; null looks beside the model and among the known public exports.</summary>
    public string? Card { get; init; }

    /// <summary>Absolute path of a file with one class name a line; null takes the card's.</summary>
    public string? Labelmap { get; init; }

    /// <summary>Model input as <c>WIDTHxHEIGHT</c> for models of free size; null takes the card's.</summary>
    public string? InputSize { get; init; }
}

/// <summary>How a camera's frames are analyzed.</summary>
public sealed record DetectSettings
{
    /// <summary>Most frames to analyze per second of stream time; null for no bound.</summary>
    public double? Fps { get; init; }

    /// <summary>Lowest score that is reported, 0..1; null takes the card's.</summary>
    public double? Confidence { get; init; }

    /// <summary>Overlap above which the weaker of two boxes of a class is suppressed, 0..1; null takes the card's.</summary>
    public double? Iou { get; init; }

    /// <summary>Threads for inference.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>How objects are followed from frame to frame.</summary>
public sealed record TrackerSettings
{
    /// <summary>The tracker, as on the command line.</summary>
    public required string Type { get; init; }

    /// <summary>How long an object may stay unseen before it has left.</summary>
    public TimeSpan TrackBuffer { get; init; }

    /// <summary>How long after it was seen last a lost object may go on as one that appears nearby; zero for never.</summary>
    public TimeSpan Relink { get; init; }

    /// <summary>Absolute path of a re-identification model; null for none.</summary>
    public string? Reid { get; init; }
}
