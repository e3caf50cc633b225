namespace VideoDyn.Core.Tracks;

/// <summary>A class that a second network gave a tracked object by its picture.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Score">Probability, 0..1.</param>
public readonly record struct TrackLabel(string Label, float Score);
