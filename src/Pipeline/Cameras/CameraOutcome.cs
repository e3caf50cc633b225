namespace VideoDyn.Pipeline.Cameras;

/// <summary>How a camera ended.</summary>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Interrupted">Whether it was asked to stop before its stream ended.</param>
public sealed record CameraOutcome(Exception? Error, bool Interrupted);
