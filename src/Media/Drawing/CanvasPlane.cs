namespace VideoDyn.Media.Drawing;

/// <summary>One writable plane of 8-bit samples.</summary>
/// <param name="Data">Address of the first sample of the first row.</param>
/// <param name="Stride">Bytes from one row to the next; negative when rows run upwards.</param>
/// <param name="Width">Samples in a row.</param>
/// <param name="Height">Rows.</param>
public readonly unsafe record struct CanvasPlane(nint Data, int Stride, int Width, int Height)
{
    /// <summary>The samples of row <paramref name="y"/>.</summary>
    /// <param name="y">Row index, 0..Height-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is outside the plane.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>((byte*)Data + ((nint)y * Stride), Width);
    }

    /// <summary>Sets every sample of a rectangle to one value; what lies outside the plane is cut off.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="right">Column after the last one.</param>
    /// <param name="bottom">Row after the last one.</param>
    /// <param name="value">Sample value.</param>
    public void Fill(int left, int top, int right, int bottom, byte value)
    {
        left = Math.Max(left, 0);
        right = Math.Min(right, Width);
        if (left >= right)
            return;
        for (int y = Math.Max(top, 0); y < Math.Min(bottom, Height); y++)
            Row(y)[left..right].Fill(value);
    }
}
