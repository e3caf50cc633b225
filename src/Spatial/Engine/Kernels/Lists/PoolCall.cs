namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>The maximum or the mean of a window around listed pixels.</summary>
internal unsafe struct PoolCall
{
    /// <summary>First channel of the pixel in the top left corner of the input map, inside its border.</summary>
    public float* Input;

    /// <summary>Singles from one input pixel to the next, and from one input row to the next.</summary>
    public nint Stride, Pitch;

    /// <summary>Size of the input map.</summary>
    public int Height, Width;

    /// <summary>Size of the window in taps.</summary>
    public int KernelHeight, KernelWidth;

    /// <summary>Input pixels from one window to the next.</summary>
    public int StrideY, StrideX;

    /// <summary>Input pixels from one tap to the next.</summary>
    public int DilationY, DilationX;

    /// <summary>Pixels that the first window reaches above and left of the map.</summary>
    public int PadTop, PadLeft;

    /// <summary>Pixels below and right of the map that count as zero in a mean that counts them.</summary>
    public int PadBottom, PadRight;

    /// <summary>Whether a mean divides by all taps inside the padded map, or only by those inside the map.</summary>
    public bool CountPad;

    /// <summary>Whether taps in the padding take part as zeros in a maximum (a separate padding that was merged into the pool).</summary>
    public bool PadIsZero;

    /// <summary>Row and column of each output pixel, packed as y * 65536 + x.</summary>
    public int* Coordinates;

    /// <summary>Output pixel of each pixel.</summary>
    public int* OutputPixels;

    /// <summary>Pixels to compute.</summary>
    public int Count;

    /// <summary>Channels to compute, a multiple of sixteen.</summary>
    public int Channels;

    /// <summary>Output at pixel 0.</summary>
    public float* Output;

    /// <summary>Singles from one output pixel to the next.</summary>
    public nint OutputStride;
}
