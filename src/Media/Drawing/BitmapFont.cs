namespace VideoDyn.Media.Drawing;

/// <summary>A built-in font of 8 by 16 pixels for printable ASCII; every other character shows as a hollow box.</summary>
public static class BitmapFont
{
    /// <summary>Width of a character cell in font pixels, gap included.</summary>
    public const int CellWidth = 8;

    /// <summary>Height of a character cell in font pixels.</summary>
    public const int CellHeight = 16;

    private const char First = ' ';
    private const char Last = '~';

    /// <summary>Blank rows above the pictures, so that text sits in the middle of its cell.</summary>
    private const int TopMargin = 2;

    private static readonly byte[] s_rows = Parse(BitmapFontArt.Picture);

    /// <summary>The rows of a character, top first; the highest bit of a row is its leftmost pixel.</summary>
    public static ReadOnlySpan<byte> Glyph(char character)
    {
        int glyph = character is >= First and <= Last ? character - First : Last - First + 1;
        return s_rows.AsSpan(glyph * CellHeight, CellHeight);
    }

    private static byte[] Parse(string picture)
    {
        string[] lines = picture.Split('\n');
        var rows = new byte[(Last - First + 2) * CellHeight];
        for (int glyph = 0; glyph < rows.Length / CellHeight; glyph++)
        {
            int firstLine = glyph / BitmapFontArt.PerBand * (BitmapFontArt.Rows + 1);
            int firstColumn = glyph % BitmapFontArt.PerBand * (BitmapFontArt.Columns + 1);
            for (int row = 0; row < BitmapFontArt.Rows; row++)
            {
                ReadOnlySpan<char> line = lines[firstLine + row].AsSpan(firstColumn, BitmapFontArt.Columns);
                for (int column = 0; column < line.Length; column++)
                {
                    if (line[column] == '#')
                        rows[(glyph * CellHeight) + TopMargin + row] |= (byte)(0x80 >> column);
                }
            }
        }

        return rows;
    }
}
