using System.Numerics;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>How a whole picture moved.</summary>
/// <param name="Shift">Where its content went, in samples: right and down are above 0.</param>
/// <param name="Agreement">Share of the patches with texture that went the same way, 0..1.</param>
internal readonly record struct PictureMotion(Vector2 Shift, float Agreement);
