namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that pick or surround elements.</summary>
internal static class SelectionRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("Slice", node => node.Set(0, node.Type(0), SliceBounds.Of(node).Counts)),
        ("Split", Split),
        ("Gather", Gather),
        ("GatherElements", node => node.Set(0, node.Type(0), node.Shape(1))),
        ("GatherND", GatherElementsByTuple),
        ("Pad", Pad),
        ("TopK", TopK),
        ("Compress", DependsOnContent),
        ("NonZero", DependsOnContent),
        ("NonMaxSuppression", DependsOnContent),
        ("Unique", DependsOnContent),
    ];

    /// <summary>The sizes of the parts of a Split node.</summary>
    public static long[] SplitSizes(NodeFacts node, long size)
    {
        int parts = node.Node.Outputs.Length;
        if (node.Numbers("split", 1) is { } given)
        {
            return given.Length == parts && given.Sum() == size
                ? given
                : throw node.Contradiction($"{size} elements split into [{string.Join(", ", given)}] for {parts} outputs");
        }

        // Since operator set 18 the last part may be smaller; before, the parts must be equal.
        long part = (size + parts - 1) / parts;
        long last = size - (part * (parts - 1));
        return last >= 0 && (last == part || node.Opset >= 18)
            ? [.. Enumerable.Repeat(part, parts - 1), last]
            : throw node.Contradiction($"{size} elements split into {parts} equal parts");
    }

    private static void Split(NodeFacts node)
    {
        long[] input = node.Shape(0, 1);
        int axis = node.Axis(node.Node.Int("axis", 0), input.Length);
        long[] sizes = SplitSizes(node, input[axis]);
        for (int i = 0; i < sizes.Length; i++)
            node.Set(i, node.Type(0), [.. input[..axis], sizes[i], .. input[(axis + 1)..]]);
    }

    private static void Gather(NodeFacts node)
    {
        long[] data = node.Shape(0, 1);
        int axis = node.Axis(node.Node.Int("axis", 0), data.Length);
        node.Set(0, node.Type(0), [.. data[..axis], .. node.Shape(1), .. data[(axis + 1)..]]);
    }

    private static void GatherElementsByTuple(NodeFacts node)
    {
        long[] data = node.Shape(0, 1);
        long[] indices = node.Shape(1, 1);
        long batch = node.Node.Int("batch_dims", 0);
        if (batch < 0 || batch >= indices.Length || indices[^1] < 1 || indices[^1] + batch > data.Length)
            throw node.Contradiction($"indices of shape [{string.Join(", ", indices)}] into [{string.Join(", ", data)}]");
        node.Set(0, node.Type(0), [.. indices[..^1], .. data[(int)(batch + indices[^1])..]]);
    }

    private static void Pad(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] pads = PadAmounts(node, input.Length);
        node.Set(0, node.Type(0), [.. input.Select((dim, axis) => checked(dim + pads[axis] + pads[input.Length + axis]))]);
    }

    /// <summary>Elements added before and after each dimension.</summary>
    public static long[] PadAmounts(NodeFacts node, int rank)
    {
        long[] given = node.Numbers("pads", 1) ?? throw node.Contradiction("no pads");
        int[] axes = node.Has(3) ? [.. node.Numbers(3).Select(axis => node.Axis(axis, rank))] : [.. Enumerable.Range(0, rank)];
        if (given.Length != axes.Length * 2)
            throw node.Contradiction($"{given.Length} pads for {axes.Length} axes");
        var pads = new long[rank * 2];
        for (int i = 0; i < axes.Length; i++)
        {
            pads[axes[i]] = given[i];
            pads[rank + axes[i]] = given[axes.Length + i];
        }

        return pads;
    }

    private static void TopK(NodeFacts node)
    {
        long[] shape = [.. node.Shape(0, 1)];
        int axis = node.Axis(node.Node.Int("axis", -1), shape.Length);
        long k = node.Node.Attribute("k")?.Int ?? node.Numbers(1).FirstOrDefault();
        if (k > shape[axis])
            throw node.Contradiction($"the {k} largest of {shape[axis]}");
        shape[axis] = k;
        node.Set(0, node.Type(0), shape);
        node.Set(1, OnnxElementType.Int64, shape);
    }

    private static void DependsOnContent(NodeFacts node) => throw node.Contradiction("the number of results depends on the input's content");
}
