using VideoDyn.Core.Detections;

namespace VideoDyn.Spatial.Crops;

/// <summary>An object of the last result.</summary>
/// <param name="Detection">What and where.</param>
/// <param name="At">Stream time of the pixels that it was computed from.</param>
/// <param name="Scale">Input pixels per frame pixel at which it was seen.</param>
internal readonly record struct SeenObject(Detection Detection, TimeSpan At, float Scale);
