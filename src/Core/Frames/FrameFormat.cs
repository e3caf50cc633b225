namespace VideoDyn.Core.Frames;

/// <summary>Size, layout and colour of a frame as it should be shown (rotation is already applied).</summary>
/// <param name="Width">Pixels in a row, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Layout">Plane layout.</param>
/// <param name="Matrix">YUV matrix.</param>
/// <param name="Range">Code value range.</param>
public readonly record struct FrameFormat(int Width, int Height, PixelLayout Layout, ColorMatrix Matrix, ColorRange Range)
{
    /// <summary>How many planes the layout has: 1 or 3.</summary>
    public int PlaneCount => Layout == PixelLayout.Gray ? 1 : 3;

    /// <summary>Width of a chroma plane in pixels.</summary>
    public int ChromaWidth => Layout is PixelLayout.Yuv420 or PixelLayout.Yuv422 ? (Width + 1) / 2 : Width;

    /// <summary>Height of a chroma plane in rows.</summary>
    public int ChromaHeight => Layout == PixelLayout.Yuv420 ? (Height + 1) / 2 : Height;
}
