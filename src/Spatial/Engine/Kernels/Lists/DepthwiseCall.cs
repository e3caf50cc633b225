namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>A depthwise convolution of listed pixels, with its activation.</summary>
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

    /// <summary>First channel of the pixel with index 0 of the results.</summary>
    public float* Output;

    /// <summary>Pixel of the results that each pixel goes to.</summary>
    public int* OutputPixels;

    /// <summary>Singles from one pixel of the results to the next.</summary>
    public nint OutputStride;

    /// <summary>Parameters of the activation.</summary>
    public float A, B;

    /// <summary>Slopes of the channels, for the parametric activation.</summary>
    public float* Slopes;
}
