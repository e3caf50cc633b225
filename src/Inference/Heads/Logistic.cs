namespace VideoDyn.Inference.Heads;

/// <summary>The logistic function, for heads that read logits.</summary>
internal static class Logistic
{
    // Far more than the rounding of either direction, so that a test of logits never drops what the test of scores keeps.
    private const float Slack = 1e-3f;

    /// <summary>Probability of a logit.</summary>
    public static float Of(float logit) => 1f / (1f + MathF.Exp(-logit));

    /// <summary>A logit below which no probability reaches the threshold; cheap to compare with.</summary>
    public static float Below(float threshold) => threshold <= 0 ? float.NegativeInfinity
        : threshold >= 1 ? 15f
        : MathF.Log(threshold / (1 - threshold)) - Slack;
}
