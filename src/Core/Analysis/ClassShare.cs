namespace VideoDyn.Core.Analysis;

/// <summary>How much of the picture a class covers.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Share">Share of the pixels of the class map, 0..1. Shares of a model whose outputs may overlap need not sum up to 1.</param>
public readonly record struct ClassShare(int ClassId, float Share);
