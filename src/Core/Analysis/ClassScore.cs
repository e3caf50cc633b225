namespace VideoDyn.Core.Analysis;

/// <summary>A class of the whole picture.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Score">Probability, 0..1.</param>
public readonly record struct ClassScore(int ClassId, float Score);
