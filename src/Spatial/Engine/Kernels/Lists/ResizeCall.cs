namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Nearest or bilinear resampling of listed pixels.</summary>
internal unsafe struct ResizeCall
{
    /// <summary>First channel of the pixel in the top left corner of the input map, inside its border.</summary>
    public float* Input;

    /// <summary>Singles from one input pixel to the next, and from one input row to the next.</summary>
    public nint Stride, Pitch;

    /// <summary>For each output row the two input rows it mixes.</summary>
    public int* Rows;

    /// <summary>For each output row the weight of the second input row.</summary>
    public float* RowWeights;

    /// <summary>For each output column the two input columns it mixes.</summary>
    public int* Columns;

    /// <summary>For each output column the weight of the second input column.</summary>
    public float* ColumnWeights;

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
