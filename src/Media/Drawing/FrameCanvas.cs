using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Drawing;

/// <summary>
/// A writable 4:2:0 picture. Positions are luma pixels of any value: what falls outside is cut off. A chroma sample takes
/// the colour of any of its four pixels that is drawn.
/// </summary>
public sealed class FrameCanvas
{
    /// <summary>Joins three planes.</summary>
    /// <param name="luma">Luma plane.</param>
    /// <param name="chromaU">Cb plane, half the size rounded up.</param>
    /// <param name="chromaV">Cr plane, as large as the Cb plane.</param>
    /// <param name="matrix">Matrix that colours are converted with.</param>
    /// <param name="range">Range that colours are converted to.</param>
    /// <exception cref="ArgumentException">The planes do not fit together.</exception>
    public FrameCanvas(CanvasPlane luma, CanvasPlane chromaU, CanvasPlane chromaV, ColorMatrix matrix, ColorRange range)
    {
        (int Width, int Height) half = ((luma.Width + 1) / 2, (luma.Height + 1) / 2);
        if ((chromaU.Width, chromaU.Height) != half || (chromaV.Width, chromaV.Height) != half)
        {
            throw new ArgumentException(
                $"chroma planes are {chromaU.Width}x{chromaU.Height} and {chromaV.Width}x{chromaV.Height}, "
                + $"expected {half.Width}x{half.Height}");
        }

        Luma = luma;
        ChromaU = chromaU;
        ChromaV = chromaV;
        Matrix = matrix;
        Range = range;
    }

    /// <summary>Width in luma pixels.</summary>
    public int Width => Luma.Width;

    /// <summary>Height in luma pixels.</summary>
    public int Height => Luma.Height;

    /// <summary>Luma plane.</summary>
    public CanvasPlane Luma { get; }

    /// <summary>Cb plane.</summary>
    public CanvasPlane ChromaU { get; }

    /// <summary>Cr plane.</summary>
    public CanvasPlane ChromaV { get; }

    /// <summary>Matrix that colours are converted with.</summary>
    public ColorMatrix Matrix { get; }

    /// <summary>Range that colours are converted to.</summary>
    public ColorRange Range { get; }

    /// <summary>Converts an RGB colour for this picture; do so once, not per frame.</summary>
    public YuvColor Color(byte red, byte green, byte blue) => YuvColor.FromRgb(red, green, blue, Matrix, Range);

    /// <summary>Fills a rectangle.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="right">Column after the last one.</param>
    /// <param name="bottom">Row after the last one.</param>
    /// <param name="color">Colour of this picture's matrix and range.</param>
    public void Fill(int left, int top, int right, int bottom, YuvColor color)
    {
        // Cut to the picture first: a chroma sample on an odd edge must not be drawn for a pixel beyond it.
        left = Math.Max(left, 0);
        top = Math.Max(top, 0);
        right = Math.Min(right, Width);
        bottom = Math.Min(bottom, Height);
        if (left >= right || top >= bottom)
            return;
        Luma.Fill(left, top, right, bottom, color.Y);
        int chromaRight = (right + 1) / 2;
        int chromaBottom = (bottom + 1) / 2;
        ChromaU.Fill(left / 2, top / 2, chromaRight, chromaBottom, color.U);
        ChromaV.Fill(left / 2, top / 2, chromaRight, chromaBottom, color.V);
    }
}
