using System.Numerics;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Conversions between element types.</summary>
internal static class Casting
{
    /// <summary>Converts a tensor; null when one of the types is no plain number.</summary>
    public static OnnxTensor? To(OnnxTensor tensor, OnnxElementType type)
    {
        if (tensor.ElementType == type)
            return tensor;
        if (tensor.ElementType.Bits() is < 8 or > 64 || tensor.ElementType is OnnxElementType.Complex64
            || (tensor.ElementType != OnnxElementType.Bool && !tensor.ElementType.IsInteger() && !tensor.ElementType.IsFloatingPoint()))
        {
            return null;
        }

        return type == OnnxElementType.Bool
            ? OnnxTensor.Of<bool>("", tensor.Dims.AsSpan(), [.. tensor.ToDoubles().Select(number => number != 0)])
            : NumericTypes.Run(type, new Conversion(tensor));
    }

    private sealed record Conversion(OnnxTensor Source) : INumericAction
    {
        public OnnxTensor? In<T>()
            where T : unmanaged, INumber<T> =>

            // Whole numbers go through 64-bit integers, for which doubles are too short.
            Source.ElementType.IsFloatingPoint()
                ? OnnxTensor.Of<T>("", Source.Dims.AsSpan(), [.. Source.ToDoubles().Select(T.CreateTruncating)])
                : OnnxTensor.Of<T>("", Source.Dims.AsSpan(), [.. Source.ToInt64s().Select(T.CreateTruncating)]);
    }
}
