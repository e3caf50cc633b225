using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Cards;

/// <summary>Short questions about a graph.</summary>
internal static class ModelFacts
{
    /// <summary>Fingerprint of the operators.</summary>
    public static string Fingerprint(OnnxModel model) => "";

    /// <summary>Multiply-accumulates of one dense run.</summary>
    public static long Macs(OnnxModel model, GraphShapes shapes) => 0;

    /// <summary>Numbers that training set: the elements of floating and quantised constants that are not scalars.</summary>
    public static long Parameters(OnnxModel model) => 0;

    /// <summary>Operators with their number of uses, most used first.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> OperatorCounts(OnnxModel model)
    {
        var counts = new Dictionary<string, int>();
        Count(model.Graph, counts);
        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>Names of the operators used, those of branches and loop bodies included.</summary>
    public static IReadOnlySet<string> Operators(OnnxModel model) => OperatorCounts(model).Select(pair => pair.Key).ToHashSet();

    /// <summary>Whether output sizes can depend on what the picture shows: where shape inference cannot tell them, they may.</summary>
    public static bool OutputsMayVary(OnnxModel model, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        GraphShapes shapes = ShapeInference.Infer(model, inputShapes);
        return model.Graph.Outputs.Any(output => shapes.Shape(output.Name) is null);
    }

    private static void Count(OnnxGraph graph, Dictionary<string, int> counts)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            counts[node.OpType] = counts.GetValueOrDefault(node.OpType) + 1;
            foreach (OnnxGraph inner in node.Subgraphs)
                Count(inner, counts);
        }
    }
}
