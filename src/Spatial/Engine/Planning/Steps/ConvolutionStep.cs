using VideoDyn.Spatial.Engine.Kernels.Activations;

namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>
/// A convolution with bias, activation and sum: f(conv(x) + residual), or bound(f(conv(x)) + residual). Input 0 is x,
/// input 1 the residual where there is one.
/// </summary>
internal sealed class ConvolutionStep(string name, Level level, int channels, Window window, int groups, float[] weights, float[] bias)
    : Step(name, level, channels)
{
    /// <summary>Reach of the kernel.</summary>
    public Window Window { get; } = window;

    /// <summary>Groups of channels that do not mix.</summary>
    public int Groups { get; } = groups;

    /// <summary>Weights as output channel, input channel of the group, row, column.</summary>
    public float[] Weights { get; } = weights;

    /// <summary>Bias of each output channel.</summary>
    public float[] Bias { get; } = bias;

    /// <summary>Whether it is a transposed convolution; weights are then turned to the same order.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>The activation.</summary>
    public Activation Activation { get; set; } = Activation.None;

    /// <summary>Bounds after a residual that follows the activation; none by default.</summary>
    public Activation After { get; set; } = Activation.None;

    /// <summary>Whether the residual is added before the activation.</summary>
    public bool ResidualFirst { get; set; }

    /// <summary>Whether a residual is added.</summary>
    public bool HasResidual => Inputs.Count > 1;

    /// <summary>Input channels of each group.</summary>
    public int GroupInputs => Inputs[0].Channels.Length / Groups;

    /// <summary>Whether every channel is its own group.</summary>
    public bool IsDepthwise => !IsTransposed && Groups == Channels && GroupInputs == 1 && Groups > 1;

    /// <summary>Whether it mixes channels of one pixel only.</summary>
    public bool IsPointwise => !IsTransposed && Groups == 1 && Window.IsPoint;

    /// <summary>A depthwise convolution whose results only this step reads and which therefore runs inside it.</summary>
    public ConvolutionStep? Inner { get; set; }

    /// <inheritdoc/>
    public override long MacsPerPixel
    {
        get
        {
            long taps = (long)Window.KernelY * Window.KernelX;
            long own = taps * GroupInputs * Channels / (IsTransposed ? (long)Window.StrideY * Window.StrideX : 1);
            return own + (Inner?.MacsPerPixel ?? 0);
        }
    }
}
