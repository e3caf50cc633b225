namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>What turns the last numbers of a graph into an output.</summary>
public static class OutputActivation
{
    private static readonly HashSet<string> s_movers =
    [
        "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Cast", "Dropout", "Resize", "Upsample",
        "DequantizeLinear", "QuantizeLinear",
    ];

    /// <summary>
    /// The operator that computes an output, looking through those that only move, convert or resample numbers, e.g.
    /// <c>Softmax</c>; empty when the output is an input or constant.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Name of the output.</param>
    public static string Of(OnnxModel model, string output)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = output;
        while (Producer(model.Graph, name) is { } node)
        {
            if (!s_movers.Contains(node.OpType) || node.Inputs.Length == 0)
                return node.OpType;
            name = node.Inputs[0];
        }

        return "";
    }

    private static OnnxNode? Producer(OnnxGraph graph, string name)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            if (node.Outputs.Contains(name))
                return node;
        }

        return null;
    }
}
