using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx;

/// <summary>Copies of graphs under other names.</summary>
internal static class Renaming
{
    /// <summary>Renames every value and node that no branch or loop body names.</summary>
    public static OnnxGraph Everything(OnnxGraph graph)
    {
        HashSet<string> captured = [.. graph.Nodes.SelectMany(node => node.CapturedInputs)];
        return new OnnxGraph(
            "renamed",
            graph.Nodes.Select((node, index) => node.With(node.Inputs.Select(Name), node.Outputs.Select(Name), name: $"n{index}")),
            graph.DeclaredInputs.Select(Value), graph.Outputs.Select(Value), graph.Initializers.Select(tensor => tensor.WithName(Name(tensor.Name))));

        string Name(string name) => name.Length == 0 || captured.Contains(name) ? name : $"v_{name}_renamed";
        OnnxValue Value(OnnxValue value) => new(Name(value.Name), value.ElementType, value.Shape);
    }
}
