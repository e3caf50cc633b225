namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>
/// An operation on each channel of listed pixels: f(scale * (a op b) + shift). An operand whose stride is 0 is the same
/// row for every pixel: a constant per channel, or a map of one pixel.
/// </summary>
internal unsafe struct ElementwiseCall
{
    /// <summary>First operand at pixel 0.</summary>
    public float* First;

    /// <summary>Singles from one pixel of the first operand to the next.</summary>
    public nint FirstStride;

    /// <summary>Second operand at pixel 0; not read when the kind has one operand.</summary>
    public float* Second;

    /// <summary>Singles from one pixel of the second operand to the next.</summary>
    public nint SecondStride;

    /// <summary>Factor of each channel; null for 1.</summary>
    public float* Scale;

    /// <summary>Summand of each channel; null where <see cref="Scale"/> is.</summary>
    public float* Shift;

    /// <summary>Pixel of the first operand for each pixel.</summary>
    public int* FirstPixels;

    /// <summary>Pixel of the second operand for each pixel.</summary>
    public int* SecondPixels;

    /// <summary>Pixel of the output for each pixel.</summary>
    public int* OutputPixels;

    /// <summary>Pixels to compute.</summary>
    public int Count;

    /// <summary>Channels to compute, a multiple of sixteen.</summary>
    public int Channels;

    /// <summary>Output at pixel 0.</summary>
    public float* Output;

    /// <summary>Singles from one output pixel to the next.</summary>
    public nint OutputStride;

    /// <summary>Parameters of the activation.</summary>
    public float A, B;

    /// <summary>Slopes of the channels, for the parametric activation.</summary>
    public float* Slopes;
}
