namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that keep all elements and arrange them anew.</summary>
internal static class LayoutRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("Reshape", Reshape),
        ("Flatten", Flatten),
        ("Transpose", Transpose),
        ("Squeeze", Squeeze),
        ("Unsqueeze", Unsqueeze),
        ("Concat", Concat),
        ("DepthToSpace", DepthToSpace),
        ("SpaceToDepth", SpaceToDepth),
    ];

    private static void Reshape(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] wanted = node.Numbers("shape", 1) ?? throw node.Contradiction("no shape");
        long total = Count(input), known = 1;
        int open = -1;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == 0 && node.Node.Int("allowzero", 0) == 0)
                wanted[i] = i < input.Length ? input[i] : throw node.Contradiction($"dimension {i} is copied from an input of {input.Length} dimensions");
            if (wanted[i] == -1 && open < 0)
                open = i;
            else if (wanted[i] < 0)
                throw node.Contradiction($"the shape [{string.Join(", ", wanted)}]");
            else
                known = checked(known * wanted[i]);
        }

        if (open >= 0)
            wanted[open] = known == 0 ? 0 : total / known;
        if (Count(wanted) != total)
            throw node.Contradiction($"{total} elements of [{string.Join(", ", input)}] do not fill [{string.Join(", ", wanted)}]");
        node.Set(0, node.Type(0), wanted);
    }

    private static void Flatten(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long axis = node.Node.Int("axis", 1);
        int split = axis == input.Length ? input.Length : node.Axis(axis, input.Length);
        node.Set(0, node.Type(0), Count(input.AsSpan(..split)), Count(input.AsSpan(split..)));
    }

    private static void Transpose(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] order = node.Node.Ints("perm") ?? [.. Enumerable.Range(0, input.Length).Reverse().Select(axis => (long)axis)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, input.Length).Select(axis => (long)axis)))
            throw node.Contradiction($"the order [{string.Join(", ", order)}] of {input.Length} dimensions");
        node.Set(0, node.Type(0), [.. order.Select(axis => input[axis])]);
    }

    private static void Squeeze(NodeFacts node)
    {
        long[] input = node.Shape(0);
        HashSet<int>? axes = node.Numbers("axes", 1)?.Select(axis => node.Axis(axis, input.Length)).ToHashSet();
        if (axes is not null && axes.Any(axis => input[axis] != 1))
            throw node.Contradiction($"axes [{string.Join(", ", axes)}] of [{string.Join(", ", input)}]");
        node.Set(0, node.Type(0), [.. input.Where((dim, axis) => axes is null ? dim != 1 : !axes.Contains(axis))]);
    }

    private static void Unsqueeze(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] given = node.Numbers("axes", 1) ?? throw node.Contradiction("no axes");
        int rank = input.Length + given.Length;
        HashSet<int> axes = [.. given.Select(axis => node.Axis(axis, rank))];
        if (axes.Count != given.Length)
            throw node.Contradiction($"axes [{string.Join(", ", given)}]");
        int next = 0;
        node.Set(0, node.Type(0), [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : input[next++])]);
    }

    private static void Concat(NodeFacts node)
    {
        long[] result = [.. node.Shape(0, 1)];
        int axis = node.Axis(node.Node.Int("axis", 0), result.Length);
        for (int i = 1; i < node.InputCount; i++)
        {
            long[] next = node.Shape(i);
            if (next.Length != result.Length || Enumerable.Range(0, next.Length).Any(dim => dim != axis && next[dim] != result[dim]))
                throw node.Contradiction($"[{string.Join(", ", next)}] does not join [{string.Join(", ", result)}] along axis {axis}");
            result[axis] = checked(result[axis] + next[axis]);
        }

        node.Set(0, node.Type(0), result);
    }

    private static void DepthToSpace(NodeFacts node)
    {
        long[] input = node.Shape(0, 4);
        long block = node.Node.Int("blocksize", 0);
        if (block is < 1 or > 1 << 16 || input[1] % (block * block) != 0)
            throw node.Contradiction($"{input[1]} channels in blocks of {block}");
        node.Set(0, node.Type(0), input[0], input[1] / (block * block), checked(input[2] * block), checked(input[3] * block));
    }

    private static void SpaceToDepth(NodeFacts node)
    {
        long[] input = node.Shape(0, 4);
        long block = node.Node.Int("blocksize", 0);
        if (block is < 1 or > 1 << 16 || input[2] % block != 0 || input[3] % block != 0)
            throw node.Contradiction($"{input[2]}x{input[3]} pixels in blocks of {block}");
        node.Set(0, node.Type(0), input[0], checked(input[1] * block * block), input[2] / block, input[3] / block);
    }

    private static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dim in shape)
            count = checked(count * dim);
        return count;
    }
}
