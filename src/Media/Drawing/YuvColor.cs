using VideoDyn.Core.Frames;
using VideoDyn.Media.Pixels;

namespace VideoDyn.Media.Drawing;

/// <summary>A colour as YUV code values.</summary>
/// <param name="Y">Luma.</param>
/// <param name="U">Cb.</param>
/// <param name="V">Cr.</param>
public readonly record struct YuvColor(byte Y, byte U, byte V)
{
    /// <summary>Converts an RGB colour (ITU-T H.273).</summary>
    /// <param name="red">Red, 0..255.</param>
    /// <param name="green">Green, 0..255.</param>
    /// <param name="blue">Blue, 0..255.</param>
    /// <param name="matrix">Matrix of the picture drawn on.</param>
    /// <param name="range">Range of the picture drawn on.</param>
    public static YuvColor FromRgb(byte red, byte green, byte blue, ColorMatrix matrix, ColorRange range)
    {
        (double redWeight, double blueWeight) = ColorTransform.LumaWeights(matrix);
        double luma = (redWeight * red) + ((1 - redWeight - blueWeight) * green) + (blueWeight * blue);
        double u = (blue - luma) / (2 * (1 - blueWeight));
        double v = (red - luma) / (2 * (1 - redWeight));
        return range == ColorRange.Limited
            ? new(Code(16 + (luma * 219 / 255)), Code(128 + (u * 224 / 255)), Code(128 + (v * 224 / 255)))
            : new(Code(luma), Code(128 + u), Code(128 + v));
    }

    private static byte Code(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
