using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Reshape, Transpose, Squeeze, Unsqueeze, Flatten: channels are renamed, maps are flattened, nothing is computed.</summary>
internal static class ShapeRules
{
    /// <summary>Reshape.</summary>
    public static void Reshape(OnnxNode node, LoweringContext context)
    {
        long[] wanted = context.Constant(node.Input(1))?.ToInt64s() ?? node.Ints("shape")
            ?? throw new UnsupportedException("its shape is not a constant");
        To(node, context, Resolve(wanted, context.Value(node.Input(0)).Dims, node.Int("allowzero", 0) != 0));
    }

    /// <summary>Flatten to two dimensions.</summary>
    public static void Flatten(OnnxNode node, LoweringContext context)
    {
        int[] dims = context.Value(node.Input(0)).Dims;
        int axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + dims.Length : axis;
        To(node, context, [Product(dims[..axis]), Product(dims[axis..])]);
    }

    /// <summary>Squeeze.</summary>
    public static void Squeeze(OnnxNode node, LoweringContext context)
    {
        int[] dims = context.Value(node.Input(0)).Dims;
        int[]? axes = Axes(node, context, dims.Length);
        To(node, context, [.. dims.Where((dim, i) => axes is null ? dim != 1 : !axes.Contains(i))]);
    }

    /// <summary>Unsqueeze.</summary>
    public static void Unsqueeze(OnnxNode node, LoweringContext context)
    {
        var dims = context.Value(node.Input(0)).Dims.ToList();
        int count = context.Constant(node.Input(1)) is { } tensor ? (int)tensor.Count : node.Ints("axes")?.Length ?? 0;
        foreach (int axis in (Axes(node, context, dims.Count + count) ?? []).Order())
            dims.Insert(axis, 1);
        To(node, context, [.. dims]);
    }

    /// <summary>Transpose.</summary>
    public static void Transpose(OnnxNode node, LoweringContext context)
    {
        PlanValue value = context.Value(node.Input(0));
        int rank = value.Dims.Length;
        int[] order = node.Ints("perm")?.Select(axis => (int)axis).ToArray() ?? [.. Enumerable.Range(0, rank).Reverse()];
        context.Set(node.Outputs[0], Transpose(value, order), node.Input(0));
    }

    private static PlanValue Transpose(PlanValue value, int[] order)
    {
        int[] dims = value.Dims;
        int[] shape = [.. order.Select(axis => dims[axis])];
        if (value is ChannelValue channels)
        {
            int lead = channels.Lead.Length;
            bool keepsPixels = Enumerable.Range(lead, dims.Length - lead).All(axis => order[axis] == axis);
            if (keepsPixels)
                return new ChannelValue(new(channels.Source.Step, Permute(channels.Source.Channels, channels.Lead, order[..lead])), shape[..lead], channels.IsMerged);

            // Pixels first, channels last: a map laid out pixel by pixel.
            int[] pixelsFirst = [.. Enumerable.Range(0, lead - 1), .. Enumerable.Range(lead, dims.Length - lead), lead - 1];
            if (channels.Lead[..^1].All(dim => dim == 1) && order.SequenceEqual(pixelsFirst))
                return new FlatValue([channels.Source], IsPixelMajor: true, shape);
        }

        if (value is FlatValue { IsPixelMajor: false, Shape: [1, _, _] } flat && order is [0, 2, 1])
            return new FlatValue(flat.Parts, IsPixelMajor: true, shape);
        throw new UnsupportedException($"it moves rows or columns (order {string.Join(", ", order)})");
    }

    private static void To(OnnxNode node, LoweringContext context, int[] shape)
    {
        PlanValue value = context.Value(node.Input(0));
        if (Product(shape) != Product(value.Dims))
            throw new UnsupportedException($"it reshapes {string.Join('x', value.Dims)} to {string.Join('x', shape)}");
        context.Set(node.Outputs[0], Reshape(value, shape), node.Input(0));
    }

    private static PlanValue Reshape(PlanValue value, int[] shape)
    {
        switch (value)
        {
            case FlatValue flat when flat.IsPixelMajor || flat.Parts.Length == 1 || shape.SequenceEqual(flat.Shape):
                return new FlatValue(flat.Parts, flat.IsPixelMajor, shape);
            case ChannelValue channels:
                (int height, int width, int pixels) = (channels.Level.Height, channels.Level.Width, channels.Level.Pixels);
                if (shape.Length >= 3 && shape[^2] == height && shape[^1] == width && Product(shape[..^2]) == channels.Channels)
                    return new ChannelValue(channels.Source, shape[..^2]);
                if (shape.Length >= 2 && shape[^1] == pixels && Product(shape[..^1]) == channels.Channels)
                    return new ChannelValue(channels.Source, shape[..^1], IsMerged: true);
                return new FlatValue([channels.Source], IsPixelMajor: false, shape);
            default:
                throw new UnsupportedException("it reshapes a value that is not laid out yet");
        }
    }

    private static int[] Resolve(long[] wanted, int[] dims, bool allowZero)
    {
        int[] shape = [.. wanted.Select((dim, i) => dim == 0 && !allowZero && i < dims.Length ? dims[i] : (int)dim)];
        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = 1;
            int rest = Product(shape);
            shape[open] = rest == 0 ? 0 : Product(dims) / rest;
        }

        return shape;
    }

    private static int[] Permute(int[] items, int[] dims, int[] order)
    {
        int[] shape = [.. order.Select(axis => dims[axis])];
        var strides = new int[dims.Length];
        for (int axis = dims.Length - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        var permuted = new int[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            int rest = i, from = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += rest % shape[axis] * strides[order[axis]];
                rest /= shape[axis];
            }

            permuted[i] = items[from];
        }

        return permuted;
    }

    private static int[]? Axes(OnnxNode node, LoweringContext context, int rank)
    {
        long[]? axes = context.Constant(node.Input(1))?.ToInt64s() ?? node.Ints("axes");
        return axes?.Select(axis => (int)(axis < 0 ? axis + rank : axis)).ToArray();
    }

    private static int Product(int[] dims) => dims.Aggregate(1, (product, dim) => product * dim);
}
