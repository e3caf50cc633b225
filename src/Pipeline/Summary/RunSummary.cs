namespace VideoDyn.Pipeline.Summary;

/// <summary>The content of <c>summary.json</c>; docs/summary.md describes every field.</summary>
public sealed record RunSummary
{
    /// <summary>Name and version of this format.</summary>
    public string Schema { get; init; } = "videodyn.summary/1";

    /// <summary>Versions of what ran.</summary>
    public required VersionSummary Versions { get; init; }

    /// <summary>The machine that ran it.</summary>
    public required MachineSummary Machine { get; init; }

    /// <summary>The options in force.</summary>
    public required OptionSummary Options { get; init; }

    /// <summary>One entry per input, in the order given.</summary>
    public required IReadOnlyList<InputSummary> Inputs { get; init; }
}

/// <summary>Versions of what ran.</summary>
/// <param name="Videodyn">This program.</param>
/// <param name="Dotnet">The .NET runtime.</param>
/// <param name="OnnxRuntime">ONNX Runtime.</param>
/// <param name="Ffmpeg">FFmpeg's libraries.</param>
public sealed record VersionSummary(string Videodyn, string Dotnet, string OnnxRuntime, string Ffmpeg);

/// <summary>The machine that ran it.</summary>
/// <param name="System">Operating system.</param>
/// <param name="Processor">Processor model.</param>
/// <param name="Cores">Logical processors available.</param>
/// <param name="InstructionSet">The widest kernel variant in use.</param>
public sealed record MachineSummary(string System, string Processor, int Cores, string InstructionSet);

/// <summary>The options in force, as on the command line; null where the model card decides or nothing was asked.</summary>
public sealed record OptionSummary
{
    /// <summary>The gate.</summary>
    public required string Gate { get; init; }

    /// <summary>The region policy.</summary>
    public required string Region { get; init; }

    /// <summary>Threads for inference.</summary>
    public required int Threads { get; init; }

    /// <summary>Lowest reported score that was asked for.</summary>
    public float? Confidence { get; init; }

    /// <summary>Overlap for suppression that was asked for.</summary>
    public float? Iou { get; init; }

    /// <summary>Input size that was asked for.</summary>
    public string? InputSize { get; init; }

    /// <summary>Classes that were asked for; empty for all.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The tracker.</summary>
    public required string Tracker { get; init; }

    /// <summary>How long an object may stay unseen, in seconds.</summary>
    public double? TrackBuffer { get; init; }

    /// <summary>Seconds after which a lost object may no longer go on as one that appears nearby; 0 for never.</summary>
    public double Relink { get; init; }

    /// <summary>The re-identification model.</summary>
    public string? Reid { get; init; }

    /// <summary>The classifier of tracked objects.</summary>
    public string? Classify { get; init; }

    /// <summary>After how many seconds an object is classified again.</summary>
    public double? ClassifyEvery { get; init; }

    /// <summary>The clip model.</summary>
    public string? ClipModel { get; init; }

    /// <summary>The sequence model.</summary>
    public string? SequenceModel { get; init; }

    /// <summary>What is decoded.</summary>
    public required string Decode { get; init; }

    /// <summary>Most frames per second of stream time.</summary>
    public double? MaxFps { get; init; }

    /// <summary>Start of the range in seconds.</summary>
    public double Start { get; init; }

    /// <summary>Length of the range in seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>Whether an annotated video was written.</summary>
    public bool Annotate { get; init; }
}
