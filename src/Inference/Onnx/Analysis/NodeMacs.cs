using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>Multiply-accumulates of one node. Additions of a bias, activations and copies count nothing, as is customary.</summary>
public static class NodeMacs
{
    private const long MaxMacs = 1L << 50;

    /// <summary>Whether the operator is one whose work is counted.</summary>
    public static bool Counts(OnnxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Domain.Length == 0 && node.OpType is "Conv" or "ConvTranspose" or "ConvInteger" or "QLinearConv"
            or "Gemm" or "MatMul" or "MatMulInteger" or "QLinearMatMul";
    }

    /// <summary>
    /// The work of a node: 0 for operators that are not counted, null where a shape is unknown or the work beyond what any
    /// machine does.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="shapes">Shapes of its graph.</param>
    public static long? Of(OnnxNode node, GraphShapes shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (!Counts(node))
            return 0;
        long[]? input = shapes.Shape(node.Input(0));
        long[]? weight = shapes.Shape(node.Input(node.OpType.StartsWith("QLinear", StringComparison.Ordinal) ? 3 : 1));
        long[]? output = shapes.Shape(node.Output(0));
        if (input is null || weight is null || output is null)
            return null;
        Int128 macs = node.OpType switch
        {
            "Conv" or "ConvInteger" or "QLinearConv" => Product(output) * Product(weight.AsSpan(1)),

            // Every input pixel meets every weight of its channel once.
            "ConvTranspose" => Product(input) * Product(weight.AsSpan(1)),
            "Gemm" => Product(output) * (node.Int("transA", 0) != 0 ? input[0] : input[1]),
            _ => Product(output) * input[^1],
        };
        return macs <= MaxMacs ? (long)macs : null;
    }

    private static Int128 Product(ReadOnlySpan<long> shape)
    {
        Int128 product = 1;
        foreach (long dim in shape)
            product *= dim;
        return product;
    }
}
