using VideoDyn.Inference.Onnx.Evaluation;

namespace VideoDyn.Inference.Onnx.Folding;

/// <summary>Removes nodes whose output is their input unchanged.</summary>
internal static class PassThroughRemoval
{
    /// <summary>Lets consumers read the input directly. A graph output keeps its name: its maker then makes it directly.</summary>
    public static OnnxGraph Run(OnnxGraph graph)
    {
        // A branch or loop body names outer values too, and it is not rewritten.
        HashSet<string> captured = [.. graph.Nodes.SelectMany(node => node.CapturedInputs)];
        var names = new Dictionary<string, string>();
        HashSet<OnnxNode> removed = [];
        foreach (OnnxNode node in graph.Nodes.Where(node => IsRemovable(graph, node, captured)))
        {
            string source = Current(node.Inputs[0]);
            string result = node.Outputs[0];
            if (!graph.IsOutput(result))
                names[result] = source;
            else if (graph.Producer(source) is not null && !graph.IsOutput(source) && !captured.Contains(source))
                names[source] = result;
            else
                continue;
            removed.Add(node);
        }

        return removed.Count == 0 ? graph : graph.With(nodes: graph.Nodes.Where(node => !removed.Contains(node)).Select(Rename));

        string Current(string name)
        {
            while (names.TryGetValue(name, out string? next))
                name = next;
            return name;
        }

        OnnxNode Rename(OnnxNode node) =>
            node.Inputs.Concat(node.Outputs).Any(names.ContainsKey)
                ? node.With(inputs: node.Inputs.Select(Current), outputs: node.Outputs.Select(Current))
                : node;
    }

    private static bool IsRemovable(OnnxGraph graph, OnnxNode node, HashSet<string> captured) =>
        Views.PassesThrough(node, graph.Initializer)
        && node.HasInput(0)
        && node.Outputs[0].Length > 0
        && !captured.Contains(node.Outputs[0])
        && node.Outputs.Skip(1).All(output => output.Length == 0 || (graph.Consumers(output).IsEmpty && !graph.IsOutput(output)));
}
