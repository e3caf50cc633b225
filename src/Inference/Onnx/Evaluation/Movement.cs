using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Operators that copy elements and compute nothing; elements of at least a byte.</summary>
internal static class Movement
{
    public static IEnumerable<(string Name, Evaluation Run)> All =>
    [
        ("Transpose", Transpose),
        ("Slice", Slice),
        ("Expand", node => Strided.Expand(node.Constant(0), node.Outputs[0]!.Shape!)),
        ("Tile", Tile),
        ("Concat", Concat),
        ("Gather", Gather),
        ("Pad", Pad),
        ("Where", Where),
    ];

    /// <summary>Splits a constant.</summary>
    public static void FillSplit(NodeFacts node, long maxElements)
    {
        OnnxTensor source = node.Constant(0);
        if (source.Count > maxElements || Width(source) == 0)
            return;
        int axis = node.Axis(node.Node.Int("axis", 0), source.Rank);
        long[] strides = Strided.Of(source.Dims.AsSpan());
        long offset = 0;
        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i] is not { Shape: { } shape } part)
                continue;
            byte[] bytes = Strided.Copy(source.Bytes.Span, Width(source), shape, offset * strides[axis], strides);
            node.Outputs[i] = part with { Constant = new OnnxTensor("", source.ElementType, shape, bytes) };
            offset += shape[axis];
        }
    }

    private static int Width(OnnxTensor tensor) => tensor.ElementType.Bits() / 8;

    private static OnnxTensor? Result(NodeFacts node, OnnxTensor source, long offset, long[] strides)
    {
        long[] shape = node.Outputs[0]!.Shape!;
        return Width(source) == 0
            ? null
            : new OnnxTensor("", source.ElementType, shape, Strided.Copy(source.Bytes.Span, Width(source), shape, offset, strides));
    }

    private static OnnxTensor? Transpose(NodeFacts node)
    {
        OnnxTensor source = node.Constant(0);
        long[] own = Strided.Of(source.Dims.AsSpan());
        long[]? order = node.Node.Ints("perm");
        return Result(node, source, 0, order is null ? [.. own.Reverse()] : [.. order.Select(axis => own[axis])]);
    }

    private static OnnxTensor? Slice(NodeFacts node)
    {
        OnnxTensor source = node.Constant(0);
        SliceBounds bounds = SliceBounds.Of(node);
        long[] own = Strided.Of(source.Dims.AsSpan());
        long offset = 0;
        for (int axis = 0; axis < own.Length; axis++)
            offset += bounds.Starts[axis] * own[axis];
        return Result(node, source, offset, [.. own.Zip(bounds.Steps, (stride, step) => stride * step)]);
    }

    private static OnnxTensor? Tile(NodeFacts node)
    {
        // A tensor repeated along an axis is a view with one more axis of distance zero before it.
        OnnxTensor source = node.Constant(0);
        if (Width(source) == 0)
            return null;
        long[] repeats = node.Numbers(1);
        long[] own = Strided.Of(source.Dims.AsSpan());
        long[] shape = [.. source.Dims.SelectMany((dim, axis) => (long[])[repeats[axis], dim])];
        long[] strides = [.. own.SelectMany(stride => (long[])[0, stride])];
        return new OnnxTensor("", source.ElementType, node.Outputs[0]!.Shape, Strided.Copy(source.Bytes.Span, Width(source), shape, 0, strides));
    }

    private static OnnxTensor? Concat(NodeFacts node)
    {
        ValueFact result = node.Outputs[0]!;
        int axis = node.Axis(node.Node.Int("axis", 0), result.Shape!.Length);
        int width = result.ElementType.Bits() / 8;
        if (width == 0 || Enumerable.Range(0, node.InputCount).Any(i => node.Type(i) != result.ElementType))
            return null;
        long outer = result.Shape[..axis].Aggregate(1L, (product, dim) => product * dim);
        var bytes = new byte[result.Count!.Value * width];
        int written = 0;
        for (int row = 0; row < outer; row++)
        {
            for (int i = 0; i < node.InputCount; i++)
            {
                ReadOnlyMemory<byte> part = node.Constant(i).Bytes;
                int length = (int)(part.Length / outer);
                part.Span.Slice(row * length, length).CopyTo(bytes.AsSpan(written));
                written += length;
            }
        }

        return new OnnxTensor("", result.ElementType, result.Shape, bytes);
    }

    private static OnnxTensor? Gather(NodeFacts node)
    {
        OnnxTensor source = node.Constant(0);
        long[] indices = node.Numbers(1);
        int axis = node.Axis(node.Node.Int("axis", 0), source.Rank);
        long size = source.Dims[axis];
        if (Width(source) == 0 || indices.Any(index => index < -size || index >= size))
            return null;
        long outer = source.Dims[..axis].Aggregate(1L, (product, dim) => product * dim);
        int block = (int)(source.Dims[(axis + 1)..].Aggregate(1L, (product, dim) => product * dim) * Width(source));
        var bytes = new byte[outer * indices.Length * block];
        int written = 0;
        for (long row = 0; row < outer; row++)
        {
            foreach (long index in indices)
            {
                long from = ((row * size) + (index < 0 ? index + size : index)) * block;
                source.Bytes.Span.Slice((int)from, block).CopyTo(bytes.AsSpan(written));
                written += block;
            }
        }

        return new OnnxTensor("", source.ElementType, node.Outputs[0]!.Shape, bytes);
    }

    private static OnnxTensor? Pad(NodeFacts node)
    {
        OnnxTensor source = node.Constant(0);
        long[] pads = SelectionRules.PadAmounts(node, source.Rank);
        bool zero = node.Node.Float("value", 0) == 0 && (!node.Has(2) || node.Constant(2).Bytes.Span.IndexOfAnyExcept((byte)0) < 0);
        if (node.Node.String("mode", "constant") != "constant" || !zero || Width(source) == 0 || pads.Any(pad => pad < 0))
            return null;
        long[] shape = node.Outputs[0]!.Shape!;
        long[] strides = Strided.Of(shape);
        int width = Width(source);
        var bytes = new byte[node.Outputs[0]!.Count!.Value * width];
        long[] own = Strided.Of(source.Dims.AsSpan());
        for (long element = 0; element < source.Count; element++)
        {
            long to = 0;
            for (int axis = 0; axis < shape.Length; axis++)
                to += ((element / own[axis] % source.Dims[axis]) + pads[axis]) * strides[axis];
            source.Bytes.Span.Slice((int)(element * width), width).CopyTo(bytes.AsSpan((int)(to * width)));
        }

        return new OnnxTensor("", source.ElementType, shape, bytes);
    }

    private static OnnxTensor? Where(NodeFacts node)
    {
        long[] shape = node.Outputs[0]!.Shape!;
        int width = Width(node.Constant(1));
        if (width == 0 || node.Type(0) != OnnxElementType.Bool || node.Type(1) != node.Type(2))
            return null;
        ReadOnlySpan<byte> condition = Strided.Expand(node.Constant(0), shape).Bytes.Span;
        ReadOnlySpan<byte> yes = Strided.Expand(node.Constant(1), shape).Bytes.Span;
        ReadOnlySpan<byte> no = Strided.Expand(node.Constant(2), shape).Bytes.Span;
        var bytes = new byte[yes.Length];
        for (int i = 0; i < condition.Length; i++)
            (condition[i] != 0 ? yes : no).Slice(i * width, width).CopyTo(bytes.AsSpan(i * width));
        return new OnnxTensor("", node.Type(1), shape, bytes);
    }
}
