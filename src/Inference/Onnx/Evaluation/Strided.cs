namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Copies elements of any width from a strided view to packed memory.</summary>
internal static class Strided
{
    /// <summary>Distance of neighbours along each dimension of a packed tensor, in elements.</summary>
    public static long[] Of(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }

    /// <summary>Strides that repeat a tensor over a larger shape after the broadcasting rules.</summary>
    public static long[] Broadcast(ReadOnlySpan<long> from, ReadOnlySpan<long> to)
    {
        long[] own = Of(from);
        var strides = new long[to.Length];
        for (int i = 1; i <= from.Length; i++)
            strides[^i] = from[^i] == 1 ? 0 : own[^i];
        return strides;
    }

    /// <summary>Copies a view.</summary>
    /// <param name="source">Elements.</param>
    /// <param name="width">Bytes of one element.</param>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="offset">First element of the view.</param>
    /// <param name="strides">Distance of neighbours along each dimension of the result, in elements of the source.</param>
    public static byte[] Copy(ReadOnlySpan<byte> source, int width, ReadOnlySpan<long> shape, long offset, ReadOnlySpan<long> strides)
    {
        long count = 1;
        foreach (long dim in shape)
            count *= dim;
        var result = new byte[checked(count * width)];
        if (count == 0)
            return result;
        Span<long> at = stackalloc long[shape.Length];
        at.Clear();
        long from = offset;
        for (long to = 0; to < count; to++)
        {
            source.Slice((int)(from * width), width).CopyTo(result.AsSpan((int)(to * width)));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++at[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                at[axis] = 0;
            }
        }

        return result;
    }

    /// <summary>A tensor repeated over a larger shape.</summary>
    public static OnnxTensor Expand(OnnxTensor tensor, long[] shape) =>
        tensor.Dims.AsSpan().SequenceEqual(shape)
            ? tensor
            : new OnnxTensor(
                tensor.Name, tensor.ElementType, shape,
                Copy(tensor.Bytes.Span, tensor.ElementType.Bits() / 8, shape, 0, Broadcast(tensor.Dims.AsSpan(), shape)));
}
