using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Plans;

/// <summary>Something that should have been looked at and was not.</summary>
/// <param name="Was">Where it was last, in pixels of the decoded frame.</param>
/// <param name="Now">Where it is expected in this frame; equal to <paramref name="Was"/> for changed pixels.</param>
/// <param name="IsTrack">Whether it is a followed object, else changed pixels.</param>
public readonly record struct UnseenArea(BoundingBox Was, BoundingBox Now, bool IsTrack);
