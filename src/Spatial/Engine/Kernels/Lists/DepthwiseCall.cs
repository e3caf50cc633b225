namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>A depthwise convolution of listed pixels into consecutive rows.</summary>
internal unsafe struct DepthwiseCall
{
    /// <summary>First channel of the pixel with index 0 of the input map.</summary>
    public float* Input;

    /// <summary>Input pixel of each output pixel.</summary>
    public int* Pixels;

    /// <summary>Singles from one input pixel to the next.</summary>
    public nint Stride;

    /// <summary>Offset of each tap in singles, relative to the input pixel.</summary>
    public int* Taps;

    /// <summary>Number of taps.</summary>
    public int TapCount;

    /// <summary>Weights: block of sixteen channels, tap, channel.</summary>
    public float* Weights;

    /// <summary>Bias of each channel.</summary>
    public float* Bias;

    /// <summary>Pixels to compute.</summary>
    public int Count;

    /// <summary>Channels to compute, a multiple of sixteen.</summary>
    public int Channels;

    /// <summary>The first row of results.</summary>
    public float* Output;

    /// <summary>Singles from one row to the next.</summary>
    public nint OutputStride;

    /// <summary>Bounds of the results.</summary>
    public float Low, High;
}
