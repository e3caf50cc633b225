using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Media.Pixels;

/// <summary>The row steps in 256-bit vectors (AVX2 and FMA).</summary>
internal readonly unsafe struct Avx2Rows : IRowKernels
{
    /// <inheritdoc/>
    public static int WindowOutputs => 4;

    /// <inheritdoc/>
    public static int WindowSamples => 8;

    /// <inheritdoc/>
    public static bool ByteShuffle => true;

    /// <inheritdoc/>
    public static int Lanes => 8;

    /// <inheritdoc/>
    public static void BetweenRows(byte* top, byte* bottom, int weight, short* samples, int count)
    {
        const int Step = 16;
        if (count < Step)
        {
            PlainRows.BetweenRows(top, bottom, weight, samples, count);
            return;
        }

        Vector256<short> share = Vector256.Create((short)weight);
        for (int i = 0; i < count; i += Step)
        {
            // The last vector overlaps the one before it, because the plane may end with this row.
            int at = Math.Min(i, count - Step);
            Vector256<short> upper = Avx2.ConvertToVector256Int16(top + at);
            Vector256<short> result = upper << IRowKernels.FractionBits;
            if (weight != 0)
            {
                Vector256<short> difference = (Avx2.ConvertToVector256Int16(bottom + at) - upper) << IRowKernels.FractionBits;
                result += Avx2.MultiplyHighRoundScale(difference, share);
            }

            result.Store(samples + at);
        }
    }

    /// <inheritdoc/>
    public static void AlongRow(short* samples, SampleTable table, float* values)
    {
        int* weights = table.Weights;
        if (!table.HasWindows)
        {
            int* offsets = table.Offsets;
            for (int i = 0; i < table.Outputs; i += 8)
            {
                Vector256<short> pairs = Avx2.GatherVector256((int*)samples, Vector256.Load(offsets + i), sizeof(short)).AsInt16();
                Blend(pairs, weights + i).Store(values + i);
            }

            return;
        }

        int* windows = table.Windows;
        ushort* picks = table.Picks;
        for (int i = 0; i < table.Outputs; i += 8)
        {
            Vector256<byte> near = Vector256.Create(
                Vector128.Load((byte*)(samples + windows[i / 4])), Vector128.Load((byte*)(samples + windows[(i / 4) + 1])));
            Vector256<short> pairs = Avx2.Shuffle(near, Vector256.Load((byte*)(picks + (2 * i)))).AsInt16();
            Blend(pairs, weights + i).Store(values + i);
        }
    }

    /// <inheritdoc/>
    public static void Widen(short* samples, float* values, int count)
    {
        for (int i = 0; i < count; i += 8)
        {
            Vector256<int> wide = Avx2.ConvertToVector256Int32(samples + i) << IRowKernels.WeightBits;
            Avx.ConvertToVector256Single(wide).Store(values + i);
        }
    }

    /// <inheritdoc/>
    public static void ToChannels(
        float* y, float* u, float* v, ChannelTransform* channels, float* first, float* second, float* third, int count)
    {
        int last = Math.Max(count - 8, 0);
        for (int i = 0; i < count; i += 8)
        {
            int at = Math.Min(i, last);
            Vector256<float> luma = Vector256.Load(y + at);
            Vector256<float> blue = Vector256.Load(u + at);
            Vector256<float> red = Vector256.Load(v + at);
            Apply(luma, blue, red, channels).Store(first + at);
            Apply(luma, blue, red, channels + 1).Store(second + at);
            Apply(luma, blue, red, channels + 2).Store(third + at);
        }
    }

    private static Vector256<float> Blend(Vector256<short> pairs, int* weights) =>
        Avx.ConvertToVector256Single(Avx2.MultiplyAddAdjacent(pairs, Vector256.Load(weights).AsInt16()));

    private static Vector256<float> Apply(Vector256<float> y, Vector256<float> u, Vector256<float> v, ChannelTransform* channel)
    {
        Vector256<float> sum = Fma.MultiplyAdd(y, Vector256.Create(channel->Y), Vector256.Create(channel->Offset));
        sum = Fma.MultiplyAdd(u, Vector256.Create(channel->U), sum);
        sum = Fma.MultiplyAdd(v, Vector256.Create(channel->V), sum);
        return Avx.Min(Avx.Max(sum, Vector256.Create(channel->Low)), Vector256.Create(channel->High));
    }
}
