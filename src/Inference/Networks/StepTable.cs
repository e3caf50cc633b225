using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Networks;

/// <summary>How many steps a graph has weights for: the entries of the constants that it picks by the step.</summary>
internal static class StepTable
{
    // Between the input and the pick stand only nodes that change neither the value nor its meaning.
    private static readonly string[] s_passing = ["Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten"];

    /// <summary>The entries; null when the graph has no step or picks nothing that is constant, or picks disagree.</summary>
    public static int? LengthOf(OnnxModel model)
    {
        OnnxGraph graph = model.Graph;
        if (graph.Inputs.All(input => input.Name != VectorNetwork.StepName))
            return null;
        var steps = new HashSet<string> { VectorNetwork.StepName };
        var lengths = new HashSet<long>();
        foreach (OnnxNode node in graph.Nodes)
        {
            if (s_passing.Any(node.Is) && steps.Contains(node.Input(0)))
                steps.Add(node.Output(0));
            else if (node.Is("Gather") && steps.Contains(node.Input(1)) && node.Int("axis", 0) == 0 && Constant(graph, node.Input(0)) is { Rank: > 0 } table)
                lengths.Add(table.Dims[0]);
        }

        return lengths.Count == 1 ? (int)lengths.Single() : null;
    }

    private static OnnxTensor? Constant(OnnxGraph graph, string value) =>
        graph.Initializer(value) ?? (graph.Producer(value) is { } node && node.Is("Constant") ? node.Attribute("value")?.Tensor : null);
}
