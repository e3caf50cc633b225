namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>How many positions a sliding window takes along each spatial dimension.</summary>
internal static class Windows
{
    /// <summary>Sizes of the result of a convolution or pooling.</summary>
    /// <param name="node">The node, with strides, dilations, pads, auto_pad and ceil_mode.</param>
    /// <param name="spatial">Sizes of the input.</param>
    /// <param name="kernel">Sizes of the window.</param>
    public static long[] Slide(NodeFacts node, ReadOnlySpan<long> spatial, ReadOnlySpan<long> kernel)
    {
        int rank = spatial.Length;
        if (kernel.Length != rank)
            throw node.Contradiction($"a window of {kernel.Length} dimensions over {rank} spatial dimensions");
        long[] strides = node.Ints("strides", rank, 1);
        long[] dilations = node.Ints("dilations", rank, 1);
        long[] pads = node.Ints("pads", rank * 2, 0);
        string auto = node.Node.String("auto_pad", "NOTSET");
        bool ceiling = node.Node.Int("ceil_mode", 0) != 0;
        var result = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            if (strides[i] < 1 || dilations[i] < 1 || kernel[i] < 1)
                throw node.Contradiction($"kernel {kernel[i]}, stride {strides[i]}, dilation {dilations[i]}, expected at least 1");
            long reach = checked((dilations[i] * (kernel[i] - 1)) + 1);
            result[i] = auto switch
            {
                "SAME_UPPER" or "SAME_LOWER" => Ceiling(spatial[i], strides[i]),
                "VALID" => Positions(spatial[i], reach, strides[i], ceiling),
                _ => Explicit(spatial[i], pads[i], pads[rank + i], reach, strides[i], ceiling),
            };
            if (result[i] < 0)
                throw node.Contradiction($"a window of {reach} over {spatial[i]} pixels");
        }

        return result;
    }

    private static long Explicit(long size, long before, long after, long reach, long stride, bool ceiling)
    {
        long padded = checked(size + before + after);
        long count = Positions(padded, reach, stride, ceiling);

        // Rounding up must not add a window that starts behind the picture.
        return ceiling && count > 1 && (count - 1) * stride >= size + before ? count - 1 : count;
    }

    private static long Positions(long size, long reach, long stride, bool ceiling)
    {
        long room = size - reach;
        return room < 0 ? -1 : (ceiling ? Ceiling(room, stride) : room / stride) + 1;
    }

    private static long Ceiling(long value, long divisor) => (value + divisor - 1) / divisor;
}
