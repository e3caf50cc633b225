using VideoDyn.Core.Detections;

namespace VideoDyn.Synth.Rendering;

/// <summary>How an object appears in one picture.</summary>
/// <param name="Box">Its outline as if nothing hid it, cut at the picture's edges, in pixels.</param>
/// <param name="Own">Samples it would cover if nothing hid it and the picture had no edges.</param>
/// <param name="Area">The samples it may cover, for counting.</param>
internal readonly record struct Sighting(BoundingBox Box, int Own, Rect Area);
