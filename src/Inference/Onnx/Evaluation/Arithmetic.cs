using System.Numerics;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Arithmetic, comparisons and logic of two or more broadcast operands.</summary>
internal static class Arithmetic
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
    [
        .. from name in (string[])["Add", "Sub", "Mul", "Div", "Mod", "Min", "Max", "Sum", "Pow"] select (name, (Evaluation)Fold),
        .. from name in (string[])["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"] select (name, (Evaluation)Compare),
        .. from name in (string[])["And", "Or", "Xor"] select (name, (Evaluation)Logic),
    ];

    private static OnnxTensor? Fold(NodeFacts node)
    {
        long[] shape = node.Outputs[0]!.Shape!;
        OnnxTensor? result = Strided.Expand(node.Constant(0), shape);
        for (int i = 1; i < node.InputCount && result is not null; i++)
        {
            OnnxTensor right = Strided.Expand(node.Constant(i), shape);

            // Only Pow mixes types: the result has the type of the base.
            if (right.ElementType != result.ElementType)
                right = node.Node.OpType == "Pow" && Casting.To(right, result.ElementType) is { } cast ? cast : throw node.Contradiction("operands of two types");
            result = NumericTypes.Run(result.ElementType, new Binary(node, result, right));
        }

        return result;
    }

    private static OnnxTensor? Compare(NodeFacts node)
    {
        long[] shape = node.Outputs[0]!.Shape!;
        OnnxTensor left = Strided.Expand(node.Constant(0), shape);
        OnnxTensor right = Strided.Expand(node.Constant(1), shape);
        if (left.ElementType == OnnxElementType.Bool && right.ElementType == OnnxElementType.Bool && node.Node.OpType == "Equal")
            return Bits(shape, left, right, (a, b) => a == b);
        return left.ElementType == right.ElementType ? NumericTypes.Run(left.ElementType, new Comparison(node, left, right)) : null;
    }

    private static OnnxTensor? Logic(NodeFacts node)
    {
        long[] shape = node.Outputs[0]!.Shape!;
        OnnxTensor left = Strided.Expand(node.Constant(0), shape);
        OnnxTensor right = Strided.Expand(node.Constant(1), shape);
        if (left.ElementType != OnnxElementType.Bool || right.ElementType != OnnxElementType.Bool)
            return null;
        return node.Node.OpType switch
        {
            "And" => Bits(shape, left, right, (a, b) => a && b),
            "Or" => Bits(shape, left, right, (a, b) => a || b),
            _ => Bits(shape, left, right, (a, b) => a != b),
        };
    }

    private static OnnxTensor Bits(long[] shape, OnnxTensor left, OnnxTensor right, Func<bool, bool, bool> function)
    {
        ReadOnlySpan<byte> a = left.Bytes.Span;
        ReadOnlySpan<byte> b = right.Bytes.Span;
        var result = new byte[a.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = function(a[i] != 0, b[i] != 0) ? (byte)1 : (byte)0;
        return new OnnxTensor("", OnnxElementType.Bool, shape, result);
    }

    private sealed record Binary(NodeFacts Node, OnnxTensor Left, OnnxTensor Right) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            bool truncated = Node.Node.Int("fmod", 0) != 0;
            Func<T, T, T>? function = Node.Node.OpType switch
            {
                "Add" or "Sum" => (a, b) => a + b,
                "Sub" => (a, b) => a - b,
                "Mul" => (a, b) => a * b,
                "Div" => (a, b) => a / b,
                "Min" => T.Min,
                "Max" => T.Max,

                // Without fmod the remainder takes the sign of the divisor.
                "Mod" => (a, b) => a % b is var rest && !truncated && !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest,
                "Pow" => (a, b) => T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b))),
                _ => null,
            };
            if (function is null)
                return null;
            ReadOnlySpan<T> left = Left.Span<T>();
            ReadOnlySpan<T> right = Right.Span<T>();
            var result = new T[left.Length];
            for (int i = 0; i < result.Length; i++)
                result[i] = function(left[i], right[i]);
            return OnnxTensor.Of<T>("", Left.Dims.AsSpan(), result);
        }
    }

    private sealed record Comparison(NodeFacts Node, OnnxTensor Left, OnnxTensor Right) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            Func<T, T, bool> function = Node.Node.OpType switch
            {
                "Equal" => (a, b) => a == b,
                "Greater" => (a, b) => a > b,
                "GreaterOrEqual" => (a, b) => a >= b,
                "Less" => (a, b) => a < b,
                _ => (a, b) => a <= b,
            };
            ReadOnlySpan<T> left = Left.Span<T>();
            ReadOnlySpan<T> right = Right.Span<T>();
            var result = new bool[left.Length];
            for (int i = 0; i < result.Length; i++)
                result[i] = function(left[i], right[i]);
            return OnnxTensor.Of<bool>("", Left.Dims.AsSpan(), result);
        }
    }
}
