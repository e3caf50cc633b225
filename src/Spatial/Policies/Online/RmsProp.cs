namespace VideoDyn.Spatial.Policies.Online;

/// <summary>Moves weights against their gradient, each at a pace of its own: RMSprop (Hinton, 2012), without momentum.</summary>
/// <param name="count">Number of weights.</param>
internal sealed class RmsProp(int count)
{
    private const float Decay = 0.99f;
    private const float Least = 1e-4f;

    /// <summary>Running mean of each squared gradient.</summary>
    public float[] Squares { get; } = new float[count];

    /// <summary>Takes one step.</summary>
    /// <param name="first">Number of the first weight.</param>
    /// <param name="weights">Some weights.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="rate">Length of the step.</param>
    public void Step(int first, Span<float> weights, ReadOnlySpan<float> gradient, float rate)
    {
        Span<float> squares = Squares.AsSpan(first, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            squares[i] = (Decay * squares[i]) + ((1 - Decay) * gradient[i] * gradient[i]);
            weights[i] -= rate * gradient[i] / (MathF.Sqrt(squares[i]) + Least);
        }
    }
}
