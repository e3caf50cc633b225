using VideoDyn.Core.Detections;

namespace VideoDyn.Media.Drawing;

/// <summary>Draws a line of text on a filled background beside a box.</summary>
public static class LabelPainter
{
    /// <summary>
    /// Draws a label above the box's upper left corner; inside the box where the picture ends above it. It is moved
    /// sideways to stay in the picture. A box outside the picture gets no label.
    /// </summary>
    /// <param name="canvas">Picture.</param>
    /// <param name="box">Box in luma pixels.</param>
    /// <param name="text">Text; nothing is drawn when it is empty.</param>
    /// <param name="scale">Luma pixels per font pixel, at least 1.</param>
    /// <param name="background">Colour behind the text.</param>
    /// <param name="ink">Colour of the text.</param>
    public static void Draw(
        FrameCanvas canvas, in BoundingBox box, ReadOnlySpan<char> text, int scale, YuvColor background, YuvColor ink)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if (text.IsEmpty || !BoxPainter.TryRound(box, out int left, out int top, out int right, out int bottom))
            return;
        if (left >= canvas.Width || top >= canvas.Height || right <= 0 || bottom <= 0)
            return;
        (int textWidth, int height) = TextPainter.Measure(text.Length, scale);
        int margin = 2 * scale;
        int width = textWidth + (2 * margin);

        // Even positions keep the chroma of the background within its luma.
        int x = Math.Max(Math.Min(left, canvas.Width - width), 0) & ~1;
        int y = (top >= height ? top - height : Math.Max(top, 0)) & ~1;
        canvas.Fill(x, y, x + width, y + height, background);
        TextPainter.Draw(canvas, x + margin, y, text, scale, ink);
    }
}
