using VideoDyn.Core.Tensors;

namespace VideoDyn.Temporal.Focus;

/// <summary>What <c>focus.yaml</c> says; docs/focus-models.md describes every key.</summary>
public sealed record FocusModel
{
    /// <summary>Most frames of a clip.</summary>
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

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Classes that are no event.</summary>
    public IReadOnlyList<string> Background { get; init; } = [];

    /// <summary>A clip whose best score is lower gives no event, 0..1.</summary>
    public float Report { get; init; } = 0.5f;

    /// <summary>
    /// Best score from which no further frame of a clip is looked at, after each frame of the order; one number for all, or one per
    /// frame. Above 1 for never.
    /// </summary>
    public required IReadOnlyList<float> Confidence { get; init; }

    /// <summary>Who says where to look.</summary>
    public FocusPatches Patches { get; init; }

    /// <summary>The picture that is glanced at.</summary>
    public required InputSpec Glance { get; init; }

    /// <summary>The picture that patches are cut from.</summary>
    public required InputSpec Focus { get; init; }

    /// <summary>Side of a patch in pixels, at most the smaller side of <see cref="Focus"/>.</summary>
    public required int Patch { get; init; }

    /// <summary>Whether a clip may be answered before all of its frames were looked at.</summary>
    public bool ExitsEarly => Confidence.Any(threshold => threshold <= 1);

    /// <summary>Length of a clip in stream time.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Frames / FramesPerSecond);
}
