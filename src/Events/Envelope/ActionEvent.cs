namespace VideoDyn.Events.Envelope;

/// <summary>What an event about a recognised action tells.</summary>
/// <param name="Kind"><c>clip</c> for the answer about a clip, <c>sequence</c> for a label that began to hold.</param>
/// <param name="Model">Name of the clip or sequence model.</param>
/// <param name="Label">The action.</param>
/// <param name="Score">Its score, 0..1.</param>
/// <param name="FrameIndex">Position of the frame with which it became known.</param>
/// <param name="StreamTime">Stream time of that frame.</param>
/// <param name="Start">Stream time at which the clip, or the action, begins.</param>
/// <param name="End">Stream time at which the clip ends; null while the action goes on.</param>
/// <param name="FramesUsed">Frames of the clip that were looked at.</param>
/// <param name="Frames">Frames of the clip; 0 where there is none.</param>
/// <param name="Exit">Why no further frame was looked at; null where there is no clip.</param>
public readonly record struct ActionEvent(
    string Kind, string Model, string Label, float Score, long FrameIndex, TimeSpan StreamTime, TimeSpan Start, TimeSpan? End = null,
    int FramesUsed = 0, int Frames = 0, string? Exit = null);
