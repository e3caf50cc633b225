namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators between real and quantised numbers.</summary>
internal static class QuantizationRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("QuantizeLinear", Quantize),
        ("DequantizeLinear", node => node.Set(0, node.Type(1), node.Shape(0))),
        ("DynamicQuantizeLinear", QuantizeDynamically),
    ];

    private static void Quantize(NodeFacts node)
    {
        OnnxElementType type = node.Has(2) ? node.Type(2) : (OnnxElementType)node.Node.Int("output_dtype", 0);
        node.Set(0, type == OnnxElementType.Undefined ? OnnxElementType.UInt8 : type, node.Shape(0));
    }

    private static void QuantizeDynamically(NodeFacts node)
    {
        node.Set(0, OnnxElementType.UInt8, node.Shape(0));
        node.Set(1, OnnxElementType.Float32);
        node.Set(2, OnnxElementType.UInt8);
    }
}
