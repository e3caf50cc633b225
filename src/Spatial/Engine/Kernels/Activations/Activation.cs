namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>An activation with its parameters.</summary>
/// <param name="Kind">The function.</param>
/// <param name="A">First parameter; of a clamp the lower bound.</param>
/// <param name="B">Second parameter; of a clamp the upper bound.</param>
/// <param name="Slopes">Slope of each channel, for the parametric kind.</param>
internal sealed record Activation(ActivationKind Kind, float A = 0, float B = 0, float[]? Slopes = null)
{
    /// <summary>The identity.</summary>
    public static Activation None { get; } = new(ActivationKind.Clamp, float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu { get; } = new(ActivationKind.Clamp, 0, float.PositiveInfinity);

    /// <summary>Whether it leaves every number as it is.</summary>
    public bool IsNone => this == None;

    /// <summary>Whether it only bounds numbers.</summary>
    public bool IsClamp => Kind == ActivationKind.Clamp;
}
