namespace VideoDyn.Temporal.Clips;

/// <summary>The answer about one clip of a stream.</summary>
/// <param name="Start">Stream time at which the clip begins.</param>
/// <param name="End">Stream time at which it ends; may lie ahead of <paramref name="AnsweredAt"/>.</param>
/// <param name="AnsweredAt">Stream time of the frame with which the answer came.</param>
/// <param name="FrameIndex">Position of that frame in the stream.</param>
/// <param name="ClassId">The best class.</param>
/// <param name="Score">Its score, 0..1.</param>
/// <param name="FramesUsed">Frames of the clip that were looked at.</param>
/// <param name="Frames">Frames of the clip that there are to look at.</param>
/// <param name="Reason">Why it was answered.</param>
/// <param name="IsReported">Whether the score reaches the model's threshold and the class is no background.</param>
public readonly record struct ClipResult(
    TimeSpan Start, TimeSpan End, TimeSpan AnsweredAt, long FrameIndex, int ClassId, float Score, int FramesUsed, int Frames,
    ClipExitReason Reason, bool IsReported);
