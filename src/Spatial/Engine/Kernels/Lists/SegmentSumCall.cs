namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>
/// The mean of a whole map from sums of short row segments: only segments that hold listed pixels are added up again.
/// Nothing accumulates over frames, so the result never drifts from that of a full pass.
/// </summary>
internal unsafe struct SegmentSumCall
{
    /// <summary>Pixels of a segment.</summary>
    public const int SegmentPixels = 16;

    /// <summary>First channel of the pixel in the top left corner of the input map, inside its border.</summary>
    public float* Input;

    /// <summary>Singles from one input pixel to the next, and from one input row to the next.</summary>
    public nint Stride, Pitch;

    /// <summary>Size of the input map.</summary>
    public int Height, Width;

    /// <summary>Row and column of each changed pixel, packed as y * 65536 + x, row by row from left to right.</summary>
    public int* Coordinates;

    /// <summary>Changed pixels.</summary>
    public int Count;

    /// <summary>Channels, a multiple of sixteen.</summary>
    public int Channels;

    /// <summary>The sums: segment after segment, row by row.</summary>
    public float* Sums;

    /// <summary>The means.</summary>
    public float* Output;
}
