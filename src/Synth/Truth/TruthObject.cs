using VideoDyn.Core.Detections;

namespace VideoDyn.Synth.Truth;

/// <summary>One object in one picture, known exactly.</summary>
/// <param name="Id">Which object over time, from 1.</param>
/// <param name="Class">What it is.</param>
/// <param name="Box">Its outline as if nothing hid it, cut at the picture's edges, in pixels.</param>
/// <param name="Visibility">Visible share of what it would cover if nothing hid it and the picture had no edges, 0..1.</param>
public readonly record struct TruthObject(int Id, SceneClass Class, BoundingBox Box, float Visibility);
