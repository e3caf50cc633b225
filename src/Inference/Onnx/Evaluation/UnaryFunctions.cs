using System.Numerics;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Functions of one number, and casts.</summary>
internal static class UnaryFunctions
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
    [
        .. from name in (string[])["Abs", "Neg", "Sign", "Relu", "Floor", "Ceil", "Round", "Sqrt", "Exp", "Log", "Reciprocal", "Sigmoid", "Tanh"]
           select (name, (Evaluation)Map),
        ("Not", Not),
        ("Clip", Clip),
        ("Cast", node => Casting.To(node.Constant(0), node.Outputs[0]!.ElementType)),
        ("CastLike", node => Casting.To(node.Constant(0), node.Outputs[0]!.ElementType)),
    ];

    private static OnnxTensor? Map(NodeFacts node) => NumericTypes.Run(node.Type(0), new Unary(node.Node.OpType, node.Constant(0)));

    private static OnnxTensor? Not(NodeFacts node) => node.Type(0) != OnnxElementType.Bool
        ? null
        : OnnxTensor.Of<bool>("", node.Constant(0).Dims.AsSpan(), [.. node.Constant(0).Bytes.ToArray().Select(flag => flag == 0)]);

    private static OnnxTensor? Clip(NodeFacts node) => NumericTypes.Run(node.Type(0), new Clamp(node));

    private sealed record Unary(string OpType, OnnxTensor Source) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            Func<T, T>? exact = OpType switch
            {
                "Abs" => T.Abs,
                "Neg" => value => -value,
                "Sign" => value => T.CreateTruncating(T.Sign(value)),
                "Relu" => value => T.Max(value, T.Zero),
                _ => null,
            };

            // Rounded once from double precision, these are as close as the type allows.
            Func<double, double>? rounded = OpType switch
            {
                "Floor" => Math.Floor,
                "Ceil" => Math.Ceiling,
                "Round" => Math.Round,
                "Sqrt" => Math.Sqrt,
                "Exp" => Math.Exp,
                "Log" => Math.Log,
                "Reciprocal" => value => 1 / value,
                "Sigmoid" => value => 1 / (1 + Math.Exp(-value)),
                "Tanh" => Math.Tanh,
                _ => null,
            };
            if (exact is null && (rounded is null || !Source.ElementType.IsFloatingPoint()))
                return null;
            ReadOnlySpan<T> values = Source.Span<T>();
            var result = new T[values.Length];
            for (int i = 0; i < result.Length; i++)
                result[i] = exact is not null ? exact(values[i]) : T.CreateTruncating(rounded!(double.CreateTruncating(values[i])));
            return OnnxTensor.Of<T>("", Source.Dims.AsSpan(), result);
        }
    }

    private sealed record Clamp(NodeFacts Node) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            T? low = Bound<T>("min", 1), high = Bound<T>("max", 2);
            OnnxTensor source = Node.Constant(0);
            T[] values = source.Span<T>().ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = low is { } least ? T.Max(values[i], least) : values[i];
                values[i] = high is { } most ? T.Min(values[i], most) : values[i];
            }

            return OnnxTensor.Of<T>("", source.Dims.AsSpan(), values);
        }

        private T? Bound<T>(string attribute, int input)
            where T : unmanaged, INumber<T>
        {
            if (Node.Has(input))
                return Node.Constant(input).Count == 1 ? Node.Constant(input).Span<T>()[0] : throw Node.Contradiction("bounds that are no single numbers");
            return Node.Node.Attribute(attribute) is { } given ? T.CreateTruncating(given.Float) : null;
        }
    }
}
