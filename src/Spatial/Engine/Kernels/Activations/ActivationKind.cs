namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>The functions that kernels apply to a result before they store it.</summary>
internal enum ActivationKind
{
    /// <summary>min(max(x, A), B): with infinite bounds the identity, else Relu, Relu6 and Clip.</summary>
    Clamp,

    /// <summary>x for x > 0, else A * x.</summary>
    LeakyRelu,

    /// <summary>x for x > 0, else slope of the channel * x.</summary>
    PRelu,

    /// <summary>x * min(max(A * x + B, 0), 1).</summary>
    HardSwish,

    /// <summary>min(max(A * x + B, 0), 1).</summary>
    HardSigmoid,

    /// <summary>x / (1 + e^-x).</summary>
    Silu,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}
