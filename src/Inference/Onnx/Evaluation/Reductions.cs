using System.Numerics;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Sums, products, means and extremes over whole dimensions.</summary>
internal static class Reductions
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
        from name in (string[])["ReduceSum", "ReduceProd", "ReduceMean", "ReduceMin", "ReduceMax"] select (name, (Evaluation)Reduce);

    private static OnnxTensor? Reduce(NodeFacts node) => NumericTypes.Run(node.Type(0), new Reduction(node));

    private sealed record Reduction(NodeFacts Node) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T>
        {
            OnnxTensor source = Node.Constant(0);
            bool[] reduced = ReductionRules.Reduced(Node, source.Rank);
            long[] strides = Strided.Of(source.Dims.AsSpan());
            long[] kept = [.. source.Dims.Select((dim, axis) => reduced[axis] ? 1 : dim)];
            long[] into = Strided.Of(kept);
            var lists = new List<T>[Node.Outputs[0]!.Count!.Value];
            ReadOnlySpan<T> values = source.Span<T>();
            for (int i = 0; i < values.Length; i++)
            {
                long to = 0;
                for (int axis = 0; axis < reduced.Length; axis++)
                    to += reduced[axis] ? 0 : i / strides[axis] % source.Dims[axis] * into[axis];
                (lists[to] ??= []).Add(values[i]);
            }

            // What a reduction over nothing gives differs between operators and versions.
            if (lists.Any(list => list is null))
                return null;
            return OnnxTensor.Of<T>("", Node.Outputs[0]!.Shape, [.. lists.Select(Total)]);
        }

        private T Total<T>(List<T> values)
            where T : unmanaged, INumber<T> => Node.Node.OpType switch
            {
                "ReduceMin" => values.Aggregate(T.Min),
                "ReduceMax" => values.Aggregate(T.Max),
                "ReduceProd" => values.Aggregate((a, b) => a * b),
                "ReduceSum" => values.Aggregate((a, b) => a + b),
                _ => values.Aggregate((a, b) => a + b) / T.CreateTruncating(values.Count),
            };
    }
}
