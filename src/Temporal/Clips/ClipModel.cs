using VideoDyn.Inference.Cards;

namespace VideoDyn.Temporal.Clips;

/// <summary>What <c>clip.yaml</c> says; docs/clip-models.md describes every key.</summary>
public sealed record ClipModel
{
    /// <summary>Most frames of a clip. Beyond it nothing is won, and memory grows.</summary>
    public const int MostFrames = 64;

    /// <summary>Path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the folder, for events and summaries.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>Frames of a clip, 1 to <see cref="MostFrames"/>.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames of the model per second of stream time.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>The frames in the order in which they are looked at: each of 0 to <see cref="Frames"/> - 1 once.</summary>
    public required IReadOnlyList<int> Order { get; init; }

    /// <summary>What ends the look early.</summary>
    public required ClipExit Exit { get; init; }

    /// <summary>When.</summary>
    public ClipThresholds Thresholds { get; init; } = new();

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Classes that are no event.</summary>
    public IReadOnlyList<string> Background { get; init; } = [];

    /// <summary>Frames of the model from the start of one clip to the next, 1 to <see cref="Frames"/>.</summary>
    public required int Stride { get; init; }

    /// <summary>Which clips are looked at.</summary>
    public ClipTrigger Trigger { get; init; }

    /// <summary>How pictures go in.</summary>
    public CardInput Input { get; init; } = new();

    /// <summary>Length of a clip in stream time.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Frames / FramesPerSecond);
}
