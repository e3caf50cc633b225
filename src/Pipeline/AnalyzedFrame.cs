using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;

namespace VideoDyn.Pipeline;

/// <summary>What the library hands out per frame: a value of its own that stays valid.</summary>
/// <param name="Index">Position in the stream, from 0.</param>
/// <param name="StreamTime">Stream time of the picture.</param>
/// <param name="Decision">What the gate decided, and why.</param>
/// <param name="Objects">What was seen; empty for frames that were not analyzed.</param>
public sealed record AnalyzedFrame(long Index, TimeSpan StreamTime, GateDecision Decision, IReadOnlyList<LabelledObject> Objects)
{
    /// <summary>Confirmed and lost tracks at this frame, also of frames that were not analyzed; empty without a tracker.</summary>
    public IReadOnlyList<TrackedObject> Tracks { get; init; } = [];

    /// <summary>Classes of the picture by falling score; filled by classifiers.</summary>
    public IReadOnlyList<ClassScore> Labels { get; init; } = [];

    /// <summary>How much of the picture each class covers; filled by segmenters.</summary>
    public IReadOnlyList<ClassShare> Segments { get; init; } = [];

    /// <summary>
    /// Actions that clip and sequence models recognised with this frame, or, in the last one, when the stream ended. With
    /// such models each frame is handed out when the next one comes.
    /// </summary>
    public IReadOnlyList<ActionEvent> Actions { get; init; } = [];
}

/// <summary>One object with its class name.</summary>
/// <param name="Label">Class name.</param>
/// <param name="Detection">Box in pixels of the frame, class index, score and provenance.</param>
public readonly record struct LabelledObject(string Label, Detection Detection);
