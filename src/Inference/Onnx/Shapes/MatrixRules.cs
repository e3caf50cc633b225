namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Matrix products.</summary>
internal static class MatrixRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("MatMul", node => Product(node, right: 1, node.Type(0))),
        ("MatMulInteger", node => Product(node, right: 1, OnnxElementType.Int32)),
        ("QLinearMatMul", node => Product(node, right: 3, node.Type(7))),
        ("Gemm", Gemm),
    ];

    private static void Product(NodeFacts node, int right, OnnxElementType type)
    {
        long[] a = node.Shape(0, 1);
        long[] b = node.Shape(right, 1);
        long[] left = a.Length == 1 ? [1, a[0]] : a;
        long[] other = b.Length == 1 ? [b[0], 1] : b;
        if (left[^1] != other[^2])
            throw node.Contradiction($"a product of {left[^2]}x{left[^1]} and {other[^2]}x{other[^1]}");
        long[] batch = Broadcasting.Common(left.AsSpan(..^2), other.AsSpan(..^2))
            ?? throw node.Contradiction($"batches of [{string.Join(", ", a)}] and [{string.Join(", ", b)}]");
        List<long> shape = [.. batch];
        if (a.Length > 1)
            shape.Add(left[^2]);
        if (b.Length > 1)
            shape.Add(other[^1]);
        node.Set(0, type, [.. shape]);
    }

    private static void Gemm(NodeFacts node)
    {
        long[] a = node.Shape(0);
        long[] b = node.Shape(1);
        if (a.Length != 2 || b.Length != 2)
            throw node.Contradiction($"operands of {a.Length} and {b.Length} dimensions, expected 2");
        bool turnA = node.Node.Int("transA", 0) != 0;
        bool turnB = node.Node.Int("transB", 0) != 0;
        if ((turnA ? a[0] : a[1]) != (turnB ? b[1] : b[0]))
            throw node.Contradiction($"a product of [{string.Join(", ", a)}] and [{string.Join(", ", b)}]");
        node.Set(0, node.Type(0), turnA ? a[1] : a[0], turnB ? b[0] : b[1]);
    }
}
