using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Media.Pixels;

/// <summary>The row steps in 512-bit vectors (AVX-512 F and BW).</summary>
internal readonly unsafe struct Avx512Rows : IRowKernels
{
    /// <inheritdoc/>
    public static int WindowOutputs => 16;

    /// <inheritdoc/>
    public static int WindowSamples => 64;

    /// <inheritdoc/>
    public static bool ByteShuffle => false;

    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <inheritdoc/>
    public static void BetweenRows(byte* top, byte* bottom, int weight, short* samples, int count)
    {
        const int Step = 32;
        if (count < Step)
        {
            PlainRows.BetweenRows(top, bottom, weight, samples, count);
            return;
        }

        Vector512<short> share = Vector512.Create((short)weight);
        for (int i = 0; i < count; i += Step)
        {
            // The last vector overlaps the one before it, because the plane may end with this row.
            int at = Math.Min(i, count - Step);
            Vector512<short> upper = Avx512BW.ConvertToVector512Int16(Vector256.Load(top + at));
            Vector512<short> result = upper << IRowKernels.FractionBits;
            if (weight != 0)
            {
                Vector512<short> lower = Avx512BW.ConvertToVector512Int16(Vector256.Load(bottom + at));
                result += Avx512BW.MultiplyHighRoundScale((lower - upper) << IRowKernels.FractionBits, share);
            }

            result.Store(samples + at);
        }
    }

    /// <inheritdoc/>
    public static void AlongRow(short* samples, SampleTable table, float* values)
    {
        if (!table.HasWindows)
        {
            // Only scales above 4 come here. 512-bit gathers are no faster than two of 256 bits.
            Avx2Rows.AlongRow(samples, table, values);
            return;
        }

        int* weights = table.Weights;
        int* windows = table.Windows;
        ushort* picks = table.Picks;
        for (int i = 0; i < table.Outputs; i += 16)
        {
            short* window = samples + windows[i / 16];
            Vector512<short> pairs = Avx512BW.PermuteVar32x16x2(
                Vector512.Load(window), Vector512.Load((short*)picks + (2 * i)), Vector512.Load(window + 32));
            Vector512<int> sums = Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Load(weights + i).AsInt16());
            Avx512F.ConvertToVector512Single(sums).Store(values + i);
        }
    }

    /// <inheritdoc/>
    public static void Widen(short* samples, float* values, int count)
    {
        for (int i = 0; i < count; i += 16)
        {
            Vector512<int> wide = Avx512F.ConvertToVector512Int32(Vector256.Load(samples + i)) << IRowKernels.WeightBits;
            Avx512F.ConvertToVector512Single(wide).Store(values + i);
        }
    }

    /// <inheritdoc/>
    public static void ToChannels(
        float* y, float* u, float* v, ChannelTransform* channels, float* first, float* second, float* third, int count)
    {
        int last = Math.Max(count - 16, 0);
        for (int i = 0; i < count; i += 16)
        {
            int at = Math.Min(i, last);
            Vector512<float> luma = Vector512.Load(y + at);
            Vector512<float> blue = Vector512.Load(u + at);
            Vector512<float> red = Vector512.Load(v + at);
            Apply(luma, blue, red, channels).Store(first + at);
            Apply(luma, blue, red, channels + 1).Store(second + at);
            Apply(luma, blue, red, channels + 2).Store(third + at);
        }
    }

    private static Vector512<float> Apply(Vector512<float> y, Vector512<float> u, Vector512<float> v, ChannelTransform* channel)
    {
        Vector512<float> sum = Avx512F.FusedMultiplyAdd(y, Vector512.Create(channel->Y), Vector512.Create(channel->Offset));
        sum = Avx512F.FusedMultiplyAdd(u, Vector512.Create(channel->U), sum);
        sum = Avx512F.FusedMultiplyAdd(v, Vector512.Create(channel->V), sum);
        return Avx512F.Min(Avx512F.Max(sum, Vector512.Create(channel->Low)), Vector512.Create(channel->High));
    }
}
