namespace VideoDyn.Media.Drawing;

/// <summary>Draws text in the built-in font.</summary>
public static class TextPainter
{
    /// <summary>Size of a line of text in luma pixels.</summary>
    /// <param name="length">Characters.</param>
    /// <param name="scale">Luma pixels per font pixel, at least 1.</param>
    public static (int Width, int Height) Measure(int length, int scale) =>
        (length * BitmapFont.CellWidth * scale, BitmapFont.CellHeight * scale);

    /// <summary>Draws one line; only ink is written.</summary>
    /// <param name="canvas">Picture.</param>
    /// <param name="left">Left edge of the first character cell.</param>
    /// <param name="top">Upper edge of the character cells.</param>
    /// <param name="text">Text; characters beyond printable ASCII show as hollow boxes.</param>
    /// <param name="scale">Luma pixels per font pixel, at least 1.</param>
    /// <param name="color">Colour of the ink.</param>
    public static void Draw(FrameCanvas canvas, int left, int top, ReadOnlySpan<char> text, int scale, YuvColor color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        int cell = BitmapFont.CellWidth * scale;
        foreach (char character in text)
        {
            if (left >= canvas.Width)
                return;
            if (left + cell > 0)
                Draw(canvas, left, top, BitmapFont.Glyph(character), scale, color);
            left += cell;
        }
    }

    private static void Draw(FrameCanvas canvas, int left, int top, ReadOnlySpan<byte> glyph, int scale, YuvColor color)
    {
        for (int row = 0; row < glyph.Length; row++)
        {
            int y = top + (row * scale);
            int column = 0;
            for (uint ink = glyph[row]; ink != 0; ink = (ink << 1) & 0xFF, column++)
            {
                // Runs of ink are filled at once.
                int start = column;
                while ((ink & 0x80) != 0)
                {
                    ink = (ink << 1) & 0xFF;
                    column++;
                }

                if (column > start)
                    canvas.Fill(left + (start * scale), y, left + (column * scale), y + scale, color);
            }
        }
    }
}
