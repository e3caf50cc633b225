namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that compute each element by itself, or keep the shape of their first input.</summary>
internal static class ElementwiseRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        .. ShapeRules.For(
            Same,
            "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "BitwiseNot", "Ceil", "Celu", "Clip", "Cos", "Cosh", "CumSum",
            "Elu", "Erf", "Exp", "Floor", "Gelu", "GroupNormalization", "HardSigmoid", "HardSwish", "Hardmax", "Identity", "InstanceNormalization",
            "LRN", "LeakyRelu", "Log", "LogSoftmax", "LpNormalization", "MeanVarianceNormalization", "Mish", "Neg", "Not", "PRelu", "Reciprocal", "Relu",
            "ReverseSequence", "Round", "ScatterElements", "Scatter", "ScatterND", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softmax",
            "Softplus", "Softsign", "Sqrt", "Swish", "Tan", "Tanh", "ThresholdedRelu", "Trilu"),
        .. ShapeRules.For(SameAsBool, "IsNaN", "IsInf"),
        .. ShapeRules.For(
            Broadcast,
            "Add", "Sub", "Mul", "Div", "Pow", "Mod", "And", "Or", "Xor", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Min", "Max", "Sum", "Mean"),
        .. ShapeRules.For(Compare, "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"),
        ("Where", node => node.Set(0, node.Type(1), Broadcasting.Common(node, 0, 1, 2))),
        ("Cast", node => node.Set(0, (OnnxElementType)node.Node.Int("to", 0), node.Shape(0))),
        ("CastLike", node => node.Set(0, node.Type(1), node.Shape(0))),
        ("Dropout", Dropout),
        ("LayerNormalization", LayerNormalization),
    ];

    private static void Same(NodeFacts node) => node.Set(0, node.Type(0), node.Shape(0));

    private static void SameAsBool(NodeFacts node) => node.Set(0, OnnxElementType.Bool, node.Shape(0));

    private static void Broadcast(NodeFacts node) => node.Set(0, node.Type(0), Broadcasting.Common(node, [.. Enumerable.Range(0, node.InputCount)]));

    private static void Compare(NodeFacts node) => node.Set(0, OnnxElementType.Bool, Broadcasting.Common(node, 0, 1));

    private static void Dropout(NodeFacts node)
    {
        Same(node);
        node.Set(1, node.Opset < 10 ? node.Type(0) : OnnxElementType.Bool, node.Shape(0));
    }

    private static void LayerNormalization(NodeFacts node)
    {
        Same(node);
        long[] shape = node.Shape(0, 1);
        int axis = node.Axis(node.Node.Int("axis", -1), shape.Length);
        long[] statistics = [.. shape.Select((dim, index) => index < axis ? dim : 1)];
        node.Set(1, OnnxElementType.Float32, statistics);
        node.Set(2, OnnxElementType.Float32, statistics);
    }
}
