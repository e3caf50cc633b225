namespace VideoDyn.Inference.Networks;

/// <summary>What a folder's contract says about a tensor of a part.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Shape">Its shape for one picture, -1 where any size will do; null where the graph says it.</param>
public sealed record TensorPort(string Name, IReadOnlyList<long>? Shape);
