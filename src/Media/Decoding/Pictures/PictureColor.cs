using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Colour codes of ITU-T H.273 as FFmpeg numbers them, and what is assumed when a stream does not say.</summary>
internal static class PictureColor
{
    private const int FullRange = 2;

    /// <summary>The matrix; a stream that does not say has BT.709 from 720 coded rows on, else BT.601.</summary>
    public static ColorMatrix Matrix(int colorSpace, int rows) => colorSpace switch
    {
        1 => ColorMatrix.Bt709,
        4 or 5 or 6 => ColorMatrix.Bt601, // FCC, BT.470BG, SMPTE 170M: equal to BT.601 within rounding
        7 => ColorMatrix.Bt709, // SMPTE 240M: nearest to BT.709
        9 or 10 => ColorMatrix.Bt2020,
        _ => rows >= 720 ? ColorMatrix.Bt709 : ColorMatrix.Bt601,
    };

    /// <summary>Whether the code names a matrix, so that <see cref="Matrix"/> does not assume one.</summary>
    public static bool IsKnownMatrix(int colorSpace) => colorSpace is 1 or (>= 4 and <= 7) or 9 or 10;

    /// <summary>The range; a stream that does not say is limited, unless it is gray from a still-image codec.</summary>
    public static ColorRange Range(int colorRange, PictureFormat format, bool isImageCodec) =>
        format.IsFullRange || colorRange == FullRange || (colorRange == 0 && format.Layout == PixelLayout.Gray && isImageCodec)
            ? ColorRange.Full
            : ColorRange.Limited;

    /// <summary>Number of the matrix in libswscale's table of coefficients.</summary>
    public static int ScalerTable(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt709 => 1,
        ColorMatrix.Bt2020 => 9,
        _ => 5,
    };
}
