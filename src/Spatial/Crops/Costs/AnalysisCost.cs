namespace VideoDyn.Spatial.Crops.Costs;

/// <summary>What one way to look at a frame, or at a crop, was measured to cost.</summary>
/// <param name="Executor"><c>dense</c>, <c>blocks</c> (the whole view) or <c>crops</c>.</param>
/// <param name="Width">Width of the network's input in pixels; for crops that share an input with others that of their part.</param>
/// <param name="Height">Height, likewise.</param>
/// <param name="Share">Share of the dense work that was executed; 1 but for blocks.</param>
/// <param name="Milliseconds">Processor time, with preparation and reading.</param>
public sealed record AnalysisCost(string Executor, int Width, int Height, double Share, double Milliseconds);
