namespace VideoDyn.Core.Frames;

/// <summary>One plane of 8-bit samples in native memory, read where the decoder put it.</summary>
/// <param name="Data">Address of the first sample of the first row.</param>
/// <param name="Stride">Bytes from one row to the next; negative when rows run upwards.</param>
/// <param name="Width">Samples in a row.</param>
/// <param name="Height">Rows.</param>
public readonly unsafe record struct FramePlane(nint Data, int Stride, int Width, int Height)
{
    /// <summary>The samples of row <paramref name="y"/>, valid while the lease is held.</summary>
    /// <param name="y">Row index, 0..Height-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is outside the plane.</exception>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new ReadOnlySpan<byte>((byte*)Data + ((nint)y * Stride), Width);
    }
}
