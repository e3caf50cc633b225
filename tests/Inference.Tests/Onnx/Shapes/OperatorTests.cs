using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Tests.Onnx.Shapes;

public class OperatorTests
{
    /// <summary>Operators that are shaped but not evaluated; every other case of constants must be.</summary>
    private static readonly string[] s_notEvaluated = ["DequantizeLinear", "OneHot"];

    [Theory]
    [MemberData(nameof(OperatorCases.Names), MemberType = typeof(OperatorCases))]
    public void Infer_TypeShapeAndConstant_EqualTheRuntime(string name)
    {
        OnnxModel model = OperatorCases.Model(name);
        GraphShapes shapes = ShapeInference.Infer(model);
        Dictionary<string, OnnxTensor> actual = Runtime.Run(model, model.Graph.Inputs.ToDictionary(input => input.Name, input => input.Shape!.ToConcrete()!));

        Assert.Empty(shapes.Unknown);
        foreach ((string value, OnnxTensor tensor) in actual)
        {
            ValueFact fact = shapes[value];
            Assert.Equal($"{tensor.ElementType} [{string.Join(", ", tensor.Dims)}]", $"{fact.ElementType} [{string.Join(", ", fact.Shape!)}]");
            if (model.Graph.Inputs.IsEmpty && !s_notEvaluated.Contains(model.Graph.Nodes[0].OpType))
                Assert.NotNull(fact.Constant);
            if (fact.Constant is { } constant)
                AssertClose(tensor, constant);
        }
    }

    private static void AssertClose(OnnxTensor expected, OnnxTensor actual)
    {
        Assert.Equal(expected.Bytes.Length, actual.Bytes.Length);
        if (!expected.ElementType.IsFloatingPoint())
        {
            Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
            return;
        }

        foreach ((double a, double b) in expected.ToDoubles().Zip(actual.ToDoubles()))
            Assert.Equal(a, b, 2e-7 * Math.Max(1, Math.Abs(a)));
    }
}
