namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Some pixel rows of one cell in both planes.</summary>
/// <remarks>
/// A plane row is readable as a whole, so vectors at a cell's edge may load its neighbours' pixels and mask them out.
/// </remarks>
internal unsafe struct CellRows
{
    /// <summary>First pixel in the frame.</summary>
    public byte* Current;

    /// <summary>Bytes between the frame's rows; negative when they run upwards.</summary>
    public nint CurrentStride;

    /// <summary>First pixel in the reference.</summary>
    public byte* Reference;

    /// <summary>Bytes between the reference's rows.</summary>
    public nint ReferenceStride;

    /// <summary>Pixels in a row of the cell, at least 1.</summary>
    public int Width;

    /// <summary>Rows, at least 1.</summary>
    public int Rows;

    /// <summary>Pixels of the plane's row left of the cell.</summary>
    public int Before;

    /// <summary>Pixels of the plane's row right of the cell.</summary>
    public int After;

    /// <summary>Difference up to which a pixel counts as unchanged.</summary>
    public byte DeadZone;
}
