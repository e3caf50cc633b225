namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>A gated recurrent unit (Cho et al., 2014) with a Skip RNN's increment, in plain loops.</summary>
internal sealed class PlainGru
{
    public const int Inputs = 3;
    public const int Units = 8;
    public const int Classes = 3;

    public PlainGru(int seed, float incrementBias = 0)
    {
        var random = new Random(seed);
        float[] Draw(int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => ((float)random.NextDouble() - 0.5f) * 2 * scale)];
        Wz = Draw(Inputs * Units, 2);
        Wr = Draw(Inputs * Units, 2);
        Wn = Draw(Inputs * Units, 2);
        Uz = Draw(Units * Units, 0.6f);
        Ur = Draw(Units * Units, 0.6f);
        Un = Draw(Units * Units, 0.6f);
        P = Draw(Units, 1.5f);
        Out = Draw(Units * Classes, 3);
        Bias = incrementBias;
    }

    public float[] Wz { get; }

    public float[] Wr { get; }

    public float[] Wn { get; }

    public float[] Uz { get; }

    public float[] Ur { get; }

    public float[] Un { get; }

    public float[] P { get; }

    public float[] Out { get; }

    public float Bias { get; }

    public float[] Next(ReadOnlySpan<float> x, float[] h)
    {
        float[] next = new float[Units], r = new float[Units];
        for (int unit = 0; unit < Units; unit++)
            r[unit] = Sigmoid(Dot(x, Wr, unit) + Dot(h, Ur, unit)) * h[unit];
        for (int unit = 0; unit < Units; unit++)
        {
            float z = Sigmoid(Dot(x, Wz, unit) + Dot(h, Uz, unit));
            float n = MathF.Tanh(Dot(x, Wn, unit) + Dot(r, Un, unit));
            next[unit] = ((1 - z) * n) + (z * h[unit]);
        }

        return next;
    }

    public float Increment(float[] h)
    {
        float sum = Bias;
        for (int unit = 0; unit < Units; unit++)
            sum += h[unit] * P[unit];
        return Sigmoid(sum);
    }

    private static float Dot(ReadOnlySpan<float> input, float[] weights, int unit)
    {
        float sum = 0;
        for (int index = 0; index < input.Length; index++)
            sum += input[index] * weights[(index * Units) + unit];
        return sum;
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
