using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>Converts a row of floats to the tensor's element type, in whole vectors (AVX2).</summary>
internal static unsafe class ElementRows
{
    /// <summary>Converts in place: the elements take the place of the floats, tightly.</summary>
    /// <param name="values">Row buffer with slack.</param>
    /// <param name="count">Elements.</param>
    /// <param name="type">Element type.</param>
    public static void Convert(float* values, int count, TensorType type)
    {
        if (type == TensorType.Float16)
            ToHalves(values, (ushort*)values, count);
        else if (type == TensorType.UInt8)
            ToBytes(values, (byte*)values, count);
    }

    /// <summary>Rounds to binary16, ties to even; too large numbers become infinite.</summary>
    private static void ToHalves(float* values, ushort* halves, int count)
    {
        for (int i = 0; i < count; i += 8)
        {
            Vector256<int> wide = ToHalf(Vector256.Load(values + i));
            Vector128.Narrow(wide.GetLower().AsUInt32(), wide.GetUpper().AsUInt32()).Store(halves + i);
        }
    }

    private static Vector256<int> ToHalf(Vector256<float> value)
    {
        Vector256<int> bits = value.AsInt32();
        Vector256<int> sign = Vector256.ShiftRightLogical(bits, 16) & Vector256.Create(0x8000);
        Vector256<int> magnitude = bits & Vector256.Create(0x7FFFFFFF);

        // Normal halves: move the exponent from bias 127 to 15 and round the 13 bits that fall off; a carry runs into
        // the exponent, as it should.
        Vector256<int> odd = Vector256.ShiftRightLogical(magnitude, 13) & Vector256<int>.One;
        Vector256<int> normal = Vector256.ShiftRightLogical(magnitude + odd + Vector256.Create(0xFFF - ((127 - 15) << 23)), 13);

        // Subnormal halves are multiples of 2^-24: adding 0.5, whose last bit is worth exactly that, rounds to them.
        Vector256<float> half = Vector256.Create(0.5f);
        Vector256<int> subnormal = (magnitude.AsSingle() + half).AsInt32() - half.AsInt32();

        Vector256<int> small = Vector256.LessThan(magnitude, Vector256.Create((127 - 14) << 23));
        Vector256<int> result = Vector256.ConditionalSelect(small, subnormal, normal);
        Vector256<int> tooLarge = Vector256.GreaterThanOrEqual(magnitude, Vector256.Create((127 + 16) << 23));
        return sign | Vector256.ConditionalSelect(tooLarge, Vector256.Create(0x7C00), result);
    }

    /// <summary>Rounds to the nearest byte, ties to even, and saturates.</summary>
    private static void ToBytes(float* values, byte* bytes, int count)
    {
        for (int i = 0; i < count; i += 16)
        {
            Vector256<int> low = ToByte(Vector256.Load(values + i));
            Vector256<int> high = ToByte(Vector256.Load(values + i + 8));
            Vector128<short> first = Sse2.PackSignedSaturate(low.GetLower(), low.GetUpper());
            Vector128<short> second = Sse2.PackSignedSaturate(high.GetLower(), high.GetUpper());
            Sse2.PackUnsignedSaturate(first, second).Store(bytes + i);
        }
    }

    // Limited while still floats, since numbers beyond 32 bits convert to a negative one.
    private static Vector256<int> ToByte(Vector256<float> value) =>
        Avx.ConvertToVector256Int32(Avx.Min(Avx.Max(value, Vector256<float>.Zero), Vector256.Create(255f)));
}
