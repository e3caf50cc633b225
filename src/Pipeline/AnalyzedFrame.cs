using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline;

/// <summary>What the library hands out per frame: a value of its own that stays valid.</summary>
/// <param name="Index">Position in the stream, from 0.</param>
/// <param name="StreamTime">Stream time of the picture.</param>
/// <param name="Decision">What the gate decided, and why.</param>
/// <param name="Objects">What was seen; empty for frames that were not analyzed.</param>
public sealed record AnalyzedFrame(long Index, TimeSpan StreamTime, GateDecision Decision, IReadOnlyList<LabelledObject> Objects);

/// <summary>One object with its class name.</summary>
/// <param name="Label">Class name.</param>
/// <param name="Detection">Box in pixels of the frame, class index, score and provenance.</param>
public readonly record struct LabelledObject(string Label, Detection Detection);
