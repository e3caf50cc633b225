using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>f(scale * (a op b) + shift) for each channel. Either operand may be a constant per channel, or a map of one pixel.</summary>
internal sealed class ElementwiseStep(string name, Level level, int channels, ElementwiseKind kind) : Step(name, level, channels)
{
    /// <summary>How the operands combine.</summary>
    public ElementwiseKind Kind { get; } = kind;

    /// <summary>The first operand where it is a constant: one number per channel. Input 0 is then the second operand.</summary>
    public float[]? FirstConstant { get; init; }

    /// <summary>The second operand where it is a constant: one number per channel.</summary>
    public float[]? SecondConstant { get; init; }

    /// <summary>Factor of each channel; null for 1.</summary>
    public float[]? Scale { get; set; }

    /// <summary>Summand of each channel; null where <see cref="Scale"/> is.</summary>
    public float[]? Shift { get; set; }

    /// <summary>The activation.</summary>
    public Activation Activation { get; set; } = Activation.None;
}
