namespace VideoDyn.Inference.Networks;

/// <summary>What a folder's contract says about an input or output of a part.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Length">Numbers; null for any length.</param>
/// <param name="IsOptional">Whether the graph may lack it.</param>
public sealed record VectorPort(string Name, int? Length, bool IsOptional = false);
