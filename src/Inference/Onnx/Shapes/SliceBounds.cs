namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>What a Slice takes along each dimension, with negative and overlong bounds resolved.</summary>
/// <param name="Starts">First index taken.</param>
/// <param name="Steps">Distance of indices; may be negative.</param>
/// <param name="Counts">Number of indices taken.</param>
internal sealed record SliceBounds(long[] Starts, long[] Steps, long[] Counts)
{
    /// <summary>Reads the bounds of a Slice node.</summary>
    public static SliceBounds Of(NodeFacts node)
    {
        long[] input = node.Shape(0);
        long[] starts = node.Numbers("starts", 1) ?? throw node.Contradiction("no starts");
        long[] ends = node.Numbers("ends", 2) ?? throw node.Contradiction("no ends");
        long[] axes = node.Numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.Has(4) ? node.Numbers(4) : [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw node.Contradiction($"{starts.Length} starts, {ends.Length} ends, {axes.Length} axes, {steps.Length} steps");

        SliceBounds result = new(new long[input.Length], [.. Enumerable.Repeat(1L, input.Length)], [.. input]);
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = node.Axis(axes[i], input.Length);
            if (steps[i] is 0 or long.MinValue)
                throw node.Contradiction($"step {steps[i]}");
            (result.Starts[axis], result.Counts[axis]) = Resolve(input[axis], starts[i], ends[i], steps[i]);
            result.Steps[axis] = steps[i];
        }

        return result;
    }

    private static (long Start, long Count) Resolve(long size, long start, long end, long step)
    {
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1;
        start = Math.Clamp(start < 0 ? start + size : start, step > 0 ? 0 : Math.Min(0, high), Math.Max(high, 0));
        end = Math.Clamp(end < 0 ? end + size : end, low, Math.Max(high, low));
        long span = step > 0 ? end - start : start - end;
        long stride = Math.Abs(step);

        // Not (span + stride - 1) / stride: strides reach the ends of the number range.
        return (start, span <= 0 || size == 0 ? 0 : ((span - 1) / stride) + 1);
    }
}
