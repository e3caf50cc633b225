namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that make values from nothing, from shapes or by repetition.</summary>
internal static class CreationRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("Constant", Constant),
        ("ConstantOfShape", node => node.Set(0, node.Node.Attribute("value")?.Tensor.ElementType ?? OnnxElementType.Float32, node.Numbers(0))),
        ("Shape", Shape),
        ("Size", node => Give(node, OnnxTensor.Scalar(node.Shape(0).Aggregate(1L, (product, dim) => product * dim)))),
        ("Expand", Expand),
        ("Tile", Tile),
        ("Range", Range),
        ("OneHot", OneHot),
        ("EyeLike", node => node.Set(0, (OnnxElementType)node.Node.Int("dtype", (long)node.Type(0)), node.Shape(0))),
    ];

    private static void Give(NodeFacts node, OnnxTensor constant) => node.Outputs[0] = ValueFact.Of(constant);

    private static void Constant(NodeFacts node)
    {
        OnnxAttribute value = node.Node.Attributes.FirstOrDefault(attribute => attribute.Name.StartsWith("value", StringComparison.Ordinal))
            ?? throw node.Contradiction("no value");
        Give(node, value.Kind switch
        {
            OnnxAttributeKind.Tensor => value.Tensor,
            OnnxAttributeKind.Int => OnnxTensor.Scalar(value.Int),
            OnnxAttributeKind.Float => OnnxTensor.Scalar(value.Float),
            OnnxAttributeKind.Ints => OnnxTensor.Vector(value.Ints.AsSpan()),
            OnnxAttributeKind.Floats => OnnxTensor.Vector(value.Floats.AsSpan()),
            OnnxAttributeKind.String => new OnnxTensor("", [], [value.StringBytes]),
            OnnxAttributeKind.Strings => new OnnxTensor("", [value.Strings.Length], value.Strings),
            _ => throw node.Contradiction($"a value of kind {value.Kind}"),
        });
    }

    private static void Shape(NodeFacts node)
    {
        long[] shape = node.Shape(0);
        long start = Bound(node.Node.Int("start", 0), shape.Length);
        long end = Bound(node.Node.Int("end", shape.Length), shape.Length);
        Give(node, OnnxTensor.Vector<long>(start < end ? shape.AsSpan((int)start..(int)end) : []));

        static long Bound(long value, int rank) => Math.Clamp(value < 0 ? value + rank : value, 0, rank);
    }

    private static void Expand(NodeFacts node)
    {
        long[] wanted = node.Numbers(1);
        node.Set(0, node.Type(0), Broadcasting.Common(node.Shape(0), wanted)
            ?? throw node.Contradiction($"[{string.Join(", ", node.Shape(0))}] does not expand to [{string.Join(", ", wanted)}]"));
    }

    private static void Tile(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] repeats = node.Numbers(1);
        if (repeats.Length != input.Length)
            throw node.Contradiction($"{repeats.Length} repeats of {input.Length} dimensions");
        node.Set(0, node.Type(0), [.. input.Zip(repeats, (dim, times) => checked(dim * times))]);
    }

    private static void Range(NodeFacts node)
    {
        double start = Number(0), limit = Number(1), delta = Number(2);
        double count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        node.Set(0, node.Type(0), count < 1L << 40 ? (long)count : throw node.Contradiction($"a range from {start} to {limit} by {delta}"));

        double Number(int index) => node.Constant(index) is { Count: 1 } single ? single.ToDoubles()[0] : throw node.Contradiction("bounds that are no single numbers");
    }

    private static void OneHot(NodeFacts node)
    {
        long[] indices = node.Shape(0);
        long depth = node.Constant(1).ToDoubles() is [var only] ? (long)only : throw node.Contradiction("a depth that is no single number");
        int axis = node.Axis(node.Node.Int("axis", -1), indices.Length + 1);
        node.Set(0, node.Type(2), [.. indices[..axis], depth, .. indices[axis..]]);
    }
}
