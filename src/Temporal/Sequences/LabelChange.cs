namespace VideoDyn.Temporal.Sequences;

/// <summary>A label began to hold.</summary>
/// <param name="At">Stream time of the first look that saw it.</param>
/// <param name="ToldAt">Stream time of the look that settled it.</param>
/// <param name="FrameIndex">Position of that frame in the stream.</param>
/// <param name="ClassId">The class; -1 where none reaches the model's threshold any more.</param>
/// <param name="Score">Its score at the last look, 0..1.</param>
/// <param name="IsReported">Whether it is an event: a class, and no background.</param>
public readonly record struct LabelChange(TimeSpan At, TimeSpan ToldAt, long FrameIndex, int ClassId, float Score, bool IsReported);
