using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>Copies of a tensor's numbers in a type that is handy to compute with.</summary>
public static class OnnxTensorNumbers
{
    /// <summary>Elements as singles: stored so, widened from half precision, or converted from whole numbers and doubles.</summary>
    /// <exception cref="VideoDynException">The tensor holds strings, complex numbers or packed types (kind Model).</exception>
    public static float[] ToFloats(this OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.ElementType == OnnxElementType.Float32 ? tensor.Span<float>().ToArray() : Convert<float>(tensor);
    }

    /// <summary>Elements as doubles.</summary>
    /// <exception cref="VideoDynException">The tensor holds strings, complex numbers or packed types (kind Model).</exception>
    public static double[] ToDoubles(this OnnxTensor tensor) => Convert<double>(tensor);

    /// <summary>Elements as 64-bit integers, for shapes, axes and indices.</summary>
    /// <exception cref="VideoDynException">The tensor does not hold whole numbers (kind Model).</exception>
    public static long[] ToInt64s(this OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!tensor.ElementType.IsInteger() && tensor.ElementType != OnnxElementType.Bool)
            throw VideoDynException.Model($"tensor '{tensor.Name}' holds {tensor.ElementType}, expected whole numbers");
        return tensor.ElementType == OnnxElementType.Int64 ? tensor.Span<long>().ToArray() : Convert<long>(tensor);
    }

    private static T[] Convert<T>(OnnxTensor tensor)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.ElementType switch
        {
            OnnxElementType.Float32 => Each<float, T>(tensor.Span<float>()),
            OnnxElementType.Float64 => Each<double, T>(tensor.Span<double>()),
            OnnxElementType.Float16 => Each<Half, T>(tensor.Span<Half>()),
            OnnxElementType.BFloat16 => Each<float, T>(WidenBrainFloats(tensor)),
            OnnxElementType.Int64 => Each<long, T>(tensor.Span<long>()),
            OnnxElementType.Int32 => Each<int, T>(tensor.Span<int>()),
            OnnxElementType.Int16 => Each<short, T>(tensor.Span<short>()),
            OnnxElementType.Int8 => Each<sbyte, T>(tensor.Span<sbyte>()),
            OnnxElementType.UInt64 => Each<ulong, T>(tensor.Span<ulong>()),
            OnnxElementType.UInt32 => Each<uint, T>(tensor.Span<uint>()),
            OnnxElementType.UInt16 => Each<ushort, T>(tensor.Span<ushort>()),
            OnnxElementType.UInt8 => Each<byte, T>(tensor.Span<byte>()),
            OnnxElementType.Bool => Each<byte, T>(tensor.Bytes.Span),
            _ => throw VideoDynException.Model($"tensor '{tensor.Name}' holds {tensor.ElementType}, expected real numbers"),
        };
    }

    private static TTo[] Each<TFrom, TTo>(ReadOnlySpan<TFrom> source)
        where TFrom : unmanaged, System.Numerics.INumber<TFrom>
        where TTo : unmanaged, System.Numerics.INumber<TTo>
    {
        var result = new TTo[source.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = TTo.CreateTruncating(source[i]);
        return result;
    }

    private static float[] WidenBrainFloats(OnnxTensor tensor)
    {
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(tensor.Bytes.Span);
        var result = new float[halves.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        return result;
    }
}
