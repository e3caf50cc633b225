using System.Security.Cryptography;
using System.Text;

namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>
/// A hash of what a graph does to data. Each value's hash covers the node that makes it and the hashes of what that node
/// reads (a Merkle tree), so the order of nodes does not matter. Inputs that only say how large a result shall be are
/// not followed and constants count alike, however they are stored: a model keeps its fingerprint when a simplifier
/// folds its shape chains.
/// </summary>
internal static class OperatorFingerprint
{
    /// <summary>16 lower-case hexadecimal digits.</summary>
    public static string Of(OnnxGraph graph)
    {
        // Values that do not depend on data have no hash.
        var hashes = new Dictionary<string, string>();
        foreach (OnnxValue input in graph.Inputs)
            hashes[input.Name] = Hash($"input {input.Shape?.Rank ?? -1}");
        foreach (OnnxNode node in graph.Nodes)
            Add(graph, node, hashes);
        return Hash(string.Join(' ', graph.Outputs.Select(output => hashes.GetValueOrDefault(output.Name, "const")).Order(StringComparer.Ordinal)))[..16];
    }

    private static void Add(OnnxGraph graph, OnnxNode node, Dictionary<string, string> hashes)
    {
        string[] data = [.. DataInputs(node).Where(input => input.Length > 0)];
        if (!data.Any(hashes.ContainsKey))
            return;
        if (node.Is("Identity") || node.Is("Dropout"))
        {
            hashes[node.Output(0)] = hashes.GetValueOrDefault(data[0], "const");
            return;
        }

        string text = $"{node.Domain}.{node.OpType} {Geometry(graph, node)} {string.Join(',', node.Subgraphs.Select(Body))} " +
            string.Join(' ', data.Select(input => hashes.GetValueOrDefault(input, "const")));
        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length > 0)
                hashes[node.Outputs[i]] = Hash($"{text} #{i}");
        }
    }

    private static IEnumerable<string> DataInputs(OnnxNode node) => node.OpType switch
    {
        "Reshape" or "Slice" or "Resize" or "Upsample" or "Expand" or "Tile" or "Pad" or "Squeeze" or "Unsqueeze" or "Split" or "TopK" or "Clip"
            or "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin" or "ReduceProd" => node.Inputs.Take(1),
        "Shape" or "Size" or "ConstantOfShape" or "Range" or "Constant" => [],
        _ => node.Reads,
    };

    /// <summary>Kernel, stride, dilation and group as they are after defaults, and the shape of the weights.</summary>
    private static string Geometry(OnnxGraph graph, OnnxNode node)
    {
        if (node.OpType == "Transpose")
            return List(node.Ints("perm"));
        if (node.OpType is "MaxPool" or "AveragePool")
            return $"{List(node.Ints("kernel_shape"))} {Spread(node, "strides")}";
        bool convolution = node.OpType.Contains("Conv", StringComparison.Ordinal);
        if (!convolution && !node.OpType.Contains("MatMul", StringComparison.Ordinal) && node.OpType != "Gemm")
            return "";
        string weights = string.Join(',', node.Inputs.Select(input => Constant(graph, input)).Where(tensor => tensor?.Rank >= 2)
            .Select(tensor => List([.. tensor!.Dims])));
        return convolution ? $"{weights} {node.Int("group", 1)} {Spread(node, "strides")} {Spread(node, "dilations")}" : weights;
    }

    private static OnnxTensor? Constant(OnnxGraph graph, string value) =>
        graph.Initializer(value)
        ?? (graph.Producer(value) is { } maker && maker.Is("Constant") && maker.Attribute("value") is { Kind: OnnxAttributeKind.Tensor } held ? held.Tensor : null);

    // All ones, the default, reads the same whether it is stated or not.
    private static string Spread(OnnxNode node, string attribute) =>
        node.Ints(attribute) is { } values && values.Any(value => value != 1) ? List(values) : "1";

    private static string Body(OnnxGraph graph) => string.Join(',', graph.Nodes.Select(node => node.OpType + string.Join(',', node.Subgraphs.Select(Body))));

    private static string List(long[]? values) => values is null ? "" : string.Join('x', values);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
