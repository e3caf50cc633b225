using VideoDyn.Core.Frames;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the analyzer stage of a camera is told: a frame to analyze, or that it is done.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="IsDone">Whether it was analyzed, or tried to.</param>
/// <param name="Error">Why that failed; null when it did not.</param>
internal readonly record struct AnalyzerMessage(FrameLease Frame, bool IsDone = false, Exception? Error = null);
