using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>Multiply-accumulates of a node of a graph, from the shapes of its values.</summary>
internal static class MacCount
{
    /// <summary>Of convolutions and matrix products; 0 for everything else and where a shape is unknown.</summary>
    public static long Of(OnnxNode node, GraphShapes shapes)
    {
        long[]? Shape(string name) => name.Length == 0 ? null : shapes.Shape(name);
        long[]? output = Shape(node.Outputs[0]), input = Shape(node.Input(0)), second = Shape(node.Input(1));
        if (output is null || input is null || second is null)
            return 0;
        return node.OpType switch
        {
            "Conv" or "ConvInteger" or "QLinearConv" => Product(output) * Product(second.AsSpan(1)),
            "ConvTranspose" => Product(input) * Product(second.AsSpan(1)),
            "MatMul" or "MatMulInteger" => Product(output) * input[^1],
            "Gemm" => Product(output) * input[node.Int("transA", 0) != 0 ? 0 : ^1],
            _ => 0,
        };
    }

    private static long Product(ReadOnlySpan<long> dims)
    {
        long product = 1;
        foreach (long dim in dims)
            product *= dim;
        return product;
    }
}
