namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Multidirectional broadcasting of the ONNX standard (as in NumPy).</summary>
internal static class Broadcasting
{
    /// <summary>The common shape; null when the shapes do not fit together.</summary>
    public static long[]? Common(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        var result = new long[Math.Max(left.Length, right.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            long a = i <= left.Length ? left[^i] : 1;
            long b = i <= right.Length ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
                return null;
            result[^i] = a == 1 ? b : a;
        }

        return result;
    }

    /// <summary>The common shape of several inputs of a node.</summary>
    public static long[] Common(NodeFacts node, params ReadOnlySpan<int> inputs)
    {
        long[] result = node.Shape(inputs[0]);
        foreach (int input in inputs[1..])
        {
            result = Common(result, node.Shape(input)) ?? throw node.Contradiction(
                $"the shapes [{string.Join(", ", result)}] and [{string.Join(", ", node.Shape(input))}] do not fit together");
        }

        return result;
    }
}
