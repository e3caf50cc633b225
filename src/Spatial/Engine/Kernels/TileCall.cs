namespace VideoDyn.Spatial.Engine.Kernels;

/// <summary>
/// What a convolution kernel works on: a list of pixels, the runs it reads at each, and one group of output channels.
/// Pixels are independent of each other, so the same kernel serves every stride, dilation, mask and channel view.
/// </summary>
internal unsafe struct TileCall
{
    /// <summary>First channel of the pixel with index 0 of the input map.</summary>
    public float* Input;

    /// <summary>Input pixel of each output pixel.</summary>
    public int* InputPixels;

    /// <summary>Singles from one input pixel to the next.</summary>
    public nint InputStride;

    /// <summary>The runs to read at each pixel.</summary>
    public ChannelRun* Runs;

    /// <summary>Number of runs, at least 1.</summary>
    public int RunCount;

    /// <summary>Blocks of sixteen output channels.</summary>
    public int Width;

    /// <summary>Weights: for each single of the runs, the group's output channels side by side.</summary>
    public float* Weights;

    /// <summary>Bias of the group's output channels; null where <see cref="Partial"/> already holds sums.</summary>
    public float* Bias;

    /// <summary>Pixels to compute; a multiple of the tile's pixels.</summary>
    public int Count;

    /// <summary>First channel of the group at the pixel with index 0 of the output map.</summary>
    public float* Output;

    /// <summary>Output pixel of each pixel.</summary>
    public int* OutputPixels;

    /// <summary>Singles from one output pixel to the next.</summary>
    public nint OutputStride;

    /// <summary>First channel of the group at pixel 0 of the map to add; null for none.</summary>
    public float* Residual;

    /// <summary>Pixel of the residual map of each pixel.</summary>
    public int* ResidualPixels;

    /// <summary>Singles from one pixel of the residual map to the next.</summary>
    public nint ResidualStride;

    /// <summary>Sums carried between pieces of a long reduction, pixel after pixel; null when there is one piece.</summary>
    public float* Partial;

    /// <summary>Whether the results are final. Otherwise they go to <see cref="Partial"/>.</summary>
    public bool IsLast;

    /// <summary>
    /// Whether the result is only clamped, after the residual was added if there is one, so that the tile stores it without
    /// <see cref="Finish"/>.
    /// </summary>
    public bool IsDirect;

    /// <summary>Whether the residual is added before the activation instead of after it.</summary>
    public bool ResidualFirst;

    /// <summary>Room for one tile of results.</summary>
    public float* Tile;

    /// <summary>Activates, adds and stores one tile: (call, first pixel, pixels).</summary>
    public delegate*<TileCall*, int, int, void> Finish;

    /// <summary>Parameters of the activation; of a direct clamp the bounds.</summary>
    public float A, B;

    /// <summary>Slopes of the group's output channels, for the parametric activation.</summary>
    public float* Slopes;

    /// <summary>Bounds applied after a residual that follows the activation.</summary>
    public float Low, High;
}
