namespace VideoDyn.Core.Detections;

/// <summary>One object in one frame.</summary>
/// <param name="Box">Where, in pixels of the decoded frame.</param>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Score">Confidence, 0..1.</param>
/// <param name="Provenance">How it is known.</param>
/// <param name="Age">Stream time since the pixels behind it were last computed; zero when detected in this frame.</param>
public readonly record struct Detection(
    BoundingBox Box, int ClassId, float Score, Provenance Provenance = Provenance.Detected, TimeSpan Age = default);
