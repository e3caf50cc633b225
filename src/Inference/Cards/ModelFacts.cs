using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Cards;

/// <summary>Short questions about a graph.</summary>
internal static class ModelFacts
{
    private static readonly string[] s_sizedByContent = ["NonMaxSuppression", "NonZero", "Unique", "Compress", "If", "Loop", "RoiAlign"];

    /// <summary>Fingerprint of the operators.</summary>
    public static string Fingerprint(OnnxModel model) => "";

    /// <summary>Multiply-accumulates of one dense run.</summary>
    public static long Macs(OnnxModel model, ModelProfile profile) => 0;

    /// <summary>Names of the operators used, those of branches and loop bodies included.</summary>
    public static IReadOnlySet<string> Operators(OnnxModel model)
    {
        var names = new HashSet<string>();
        Collect(model.Graph, names);
        return names;
    }

    /// <summary>Whether output sizes can depend on what the picture shows.</summary>
    public static bool OutputsMayVary(OnnxModel model) => s_sizedByContent.Any(Operators(model).Contains);

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
