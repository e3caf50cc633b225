using System.Numerics;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Filled tensors and ranges.</summary>
internal static class Creation
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
    [
        ("ConstantOfShape", Fill),
        ("Range", node => NumericTypes.Run(node.Type(0), new Series(node))),
    ];

    private static OnnxTensor? Fill(NodeFacts node)
    {
        OnnxTensor value = node.Node.Attribute("value")?.Tensor ?? OnnxTensor.Scalar(0f);
        return value.Count != 1 || value.ElementType.Bits() < 8
            ? null
            : Strided.Expand(value.WithDims([]), node.Outputs[0]!.Shape!);
    }

    private sealed record Series(NodeFacts Node) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            T start = Node.Constant(0).Span<T>()[0];
            T delta = Node.Constant(2).Span<T>()[0];
            var result = new T[Node.Outputs[0]!.Count!.Value];
            for (int i = 0; i < result.Length; i++)
                result[i] = start + (T.CreateTruncating(i) * delta);
            return OnnxTensor.Of<T>("", [result.Length], result);
        }
    }
}
