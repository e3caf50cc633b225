using System.Runtime.InteropServices;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>One tensor element in the type the model wants.</summary>
internal static class TensorElement
{
    /// <summary>Bytes of an element.</summary>
    public static int Size(TensorType type) => type switch
    {
        TensorType.Float32 => 4,
        TensorType.Float16 => 2,
        _ => 1,
    };

    /// <summary>Stores a value; halves and bytes round to nearest, ties to even, and bytes saturate.</summary>
    /// <param name="tensor">The tensor's memory.</param>
    /// <param name="index">Element index.</param>
    /// <param name="value">Value to store.</param>
    /// <param name="type">Element type.</param>
    public static void Store(Span<byte> tensor, int index, float value, TensorType type)
    {
        switch (type)
        {
            case TensorType.Float32:
                MemoryMarshal.Cast<byte, float>(tensor)[index] = value;
                break;
            case TensorType.Float16:
                MemoryMarshal.Cast<byte, Half>(tensor)[index] = (Half)value;
                break;
            default:
                tensor[index] = (byte)Math.Clamp(MathF.Round(value), 0, 255);
                break;
        }
    }
}
