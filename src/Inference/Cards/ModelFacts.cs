using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Cards;

/// <summary>Short questions about a graph.</summary>
internal static class ModelFacts
{
    /// <summary>Names of the operators used, those of branches and loop bodies included.</summary>
    public static IReadOnlySet<string> Operators(OnnxModel model)
    {
        var names = new HashSet<string>();
        Collect(model.Graph, names);
        return names;
    }

    /// <summary>Whether output sizes can depend on what the picture shows: where shape inference cannot tell them, they may.</summary>
    public static bool OutputsMayVary(OnnxModel model, GraphShapes shapes) =>
        model.Graph.Outputs.Any(output => shapes.Shape(output.Name) is null);

    private static void Collect(OnnxGraph graph, HashSet<string> names)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            names.Add(node.OpType);
            foreach (OnnxGraph inner in node.Subgraphs)
                Collect(inner, names);
        }
    }
}
