namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that bring whole dimensions down to one number.</summary>
internal static class ReductionRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        .. ShapeRules.For(
            Reduce,
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare"),
        .. ShapeRules.For(Position, "ArgMax", "ArgMin"),
    ];

    /// <summary>Whether each dimension is reduced.</summary>
    public static bool[] Reduced(NodeFacts node, int rank)
    {
        var reduced = new bool[rank];
        long[] axes = node.Numbers("axes", 1) ?? [];
        if (axes.Length == 0 && node.Node.Int("noop_with_empty_axes", 0) == 0)
            Array.Fill(reduced, true);
        foreach (long axis in axes)
            reduced[node.Axis(axis, rank)] = true;
        return reduced;
    }

    private static void Reduce(NodeFacts node)
    {
        long[] input = node.Shape(0);
        node.Set(0, node.Type(0), Remaining(node, input, Reduced(node, input.Length)));
    }

    private static void Position(NodeFacts node)
    {
        long[] input = node.Shape(0);
        var reduced = new bool[input.Length];
        reduced[node.Axis(node.Node.Int("axis", 0), input.Length)] = true;
        node.Set(0, OnnxElementType.Int64, Remaining(node, input, reduced));
    }

    private static long[] Remaining(NodeFacts node, long[] input, bool[] reduced) =>
        node.Node.Int("keepdims", 1) != 0
            ? [.. input.Select((dim, axis) => reduced[axis] ? 1 : dim)]
            : [.. input.Where((_, axis) => !reduced[axis])];
}
