namespace VideoDyn.Inference.Onnx.Folding;

/// <summary>Removes nodes and initializers that no output of the graph depends on.</summary>
internal static class DeadNodeRemoval
{
    /// <summary>Keeps what the outputs need. Inputs stay: callers feed them by name.</summary>
    public static OnnxGraph Run(OnnxGraph graph)
    {
        HashSet<string> needed = [.. graph.Outputs.Select(output => output.Name)];
        HashSet<OnnxNode> alive = [];
        for (int i = graph.Nodes.Length - 1; i >= 0; i--)
        {
            OnnxNode node = graph.Nodes[i];
            if (!node.Outputs.Any(needed.Contains))
                continue;
            alive.Add(node);
            needed.UnionWith(node.Reads);
        }

        return graph.With(
            nodes: graph.Nodes.Where(alive.Contains),
            initializers: graph.Initializers.Where(initializer => needed.Contains(initializer.Name)));
    }
}
