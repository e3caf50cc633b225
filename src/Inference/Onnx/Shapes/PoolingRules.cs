namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Pooling.</summary>
internal static class PoolingRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        .. ShapeRules.For(Local, "MaxPool", "AveragePool", "LpPool"),
        .. ShapeRules.For(Global, "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"),
    ];

    private static void Local(NodeFacts node)
    {
        long[] input = node.Shape(0, 3);
        long[] kernel = node.Node.Ints("kernel_shape") ?? throw node.Contradiction("no kernel_shape");
        long[] shape = [input[0], input[1], .. Windows.Slide(node, input.AsSpan(2), kernel)];
        node.Set(0, node.Type(0), shape);
        node.Set(1, OnnxElementType.Int64, shape);
    }

    private static void Global(NodeFacts node)
    {
        long[] input = node.Shape(0, 2);
        node.Set(0, node.Type(0), [.. input.Select((dim, index) => index < 2 ? dim : 1)]);
    }
}
