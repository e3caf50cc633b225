using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Drawing;

/// <summary>
/// A colour per class, the same in every run: hues a golden angle apart, so that neighbouring classes differ well, and
/// black or white for text on them. Converted once for a matrix and range.
/// </summary>
public sealed class ClassPalette
{
    private const int Count = 64;
    private const double GoldenShare = 0.61803398874989485;
    private readonly (YuvColor Fill, YuvColor Text)[] _colors = new (YuvColor, YuvColor)[Count];

    /// <summary>Converts the colours.</summary>
    /// <param name="matrix">Matrix of the pictures drawn on.</param>
    /// <param name="range">Range of the pictures drawn on.</param>
    public ClassPalette(ColorMatrix matrix, ColorRange range)
    {
        YuvColor black = YuvColor.FromRgb(0, 0, 0, matrix, range);
        YuvColor white = YuvColor.FromRgb(255, 255, 255, matrix, range);
        for (int i = 0; i < Count; i++)
        {
            (byte red, byte green, byte blue) = Vivid((0.33 + (i * GoldenShare)) % 1);
            YuvColor fill = YuvColor.FromRgb(red, green, blue, matrix, range);
            double brightness = (0.299 * red) + (0.587 * green) + (0.114 * blue);
            _colors[i] = (fill, brightness > 110 ? black : white);
        }
    }

    /// <summary>Colour of a class's boxes and labels.</summary>
    public YuvColor this[int classId] => _colors[(uint)classId % Count].Fill;

    /// <summary>Colour of text on that colour: black or white.</summary>
    public YuvColor TextOn(int classId) => _colors[(uint)classId % Count].Text;

    /// <summary>A strong colour of a hue (0..1, red first), not quite saturated so that its edges survive compression.</summary>
    private static (byte Red, byte Green, byte Blue) Vivid(double hue)
    {
        return (Part(5), Part(3), Part(1));

        byte Part(int shift)
        {
            double k = (shift + (hue * 6)) % 6;
            double dip = Math.Clamp(Math.Min(k, 4 - k), 0, 1);
            return (byte)Math.Round(240 * (1 - (0.85 * dip)));
        }
    }
}
