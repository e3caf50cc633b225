namespace VideoDyn.Media.Pixels;

/// <summary>The vertical step for rows shorter than a vector, with the vectors' arithmetic.</summary>
internal static unsafe class PlainRows
{
    /// <inheritdoc cref="IRowKernels.BetweenRows"/>
    public static void BetweenRows(byte* top, byte* bottom, int weight, short* samples, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int upper = top[i] << IRowKernels.FractionBits;
            int difference = (bottom[i] << IRowKernels.FractionBits) - upper;
            samples[i] = (short)(upper + ((difference * weight) + (1 << 14) >> 15));
        }
    }
}
