using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Operators whose result is their input's memory under another shape.</summary>
internal static class Views
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
        from name in (string[])["Identity", "Dropout", "Reshape", "Flatten", "Squeeze", "Unsqueeze"]
        select (name, (Evaluation)View);

    /// <summary>Whether the first output of a node is its first input unchanged: Identity, and Dropout outside of training.</summary>
    public static bool PassesThrough(OnnxNode node, Func<string, OnnxTensor?> constants) =>
        node.Outputs.Length > 0 && (node.Is("Identity") || (node.Is("Dropout") && (!node.HasInput(2) || constants(node.Input(2)) is { Count: 1 } training && training.Bytes.Span is [0])));

    private static OnnxTensor? View(NodeFacts node) =>
        node.Node.OpType == "Dropout" && !PassesThrough(node.Node, name => node.Input(node.Node.Inputs.IndexOf(name)).Constant)
            ? null
            : node.Constant(0).WithDims(node.Outputs[0]!.Shape);
}
