using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>What becomes of a pixel format: which of the four layouts it is, or is converted to.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="IsDirect">Whether the decoder's planes already have it.</param>
/// <param name="IsRgb">Whether it is made of red, green and blue.</param>
/// <param name="IsFullRange">Whether the format itself says that its range is full.</param>
/// <param name="IsSupported">False for pixels in the memory of a device.</param>
internal readonly record struct PictureFormat(PixelLayout Layout, bool IsDirect, bool IsRgb, bool IsFullRange, bool IsSupported)
{
    /// <summary>
    /// Classifies a pixel format. Layouts that are not one of the four go to the nearest one that loses no chroma
    /// (4:1:1 to 4:2:2, 4:4:0 to 4:4:4), more than 8 bits go to 8, colours and palettes to full-range 4:4:4.
    /// </summary>
    public static unsafe PictureFormat Of(int pixelFormat)
    {
        AVPixFmtDescriptor* about = AvUtil.av_pix_fmt_desc_get(pixelFormat);
        string name = NativeFields.Text(AvUtil.av_get_pix_fmt_name(pixelFormat));
        if (about is null || (about->Flags & AVPixFmtDescriptor.DeviceFlag) != 0)
            return default;

        bool isRgb = (about->Flags & (AVPixFmtDescriptor.RgbFlag | AVPixFmtDescriptor.PaletteFlag)) != 0;
        PixelLayout layout = (isRgb, about->Components, about->ChromaShiftX, about->ChromaShiftY) switch
        {
            (true, _, _, _) => PixelLayout.Yuv444,
            (_, <= 2, _, _) => PixelLayout.Gray,
            (_, _, 0, _) => PixelLayout.Yuv444,
            (_, _, _, 0) => PixelLayout.Yuv422,
            _ => PixelLayout.Yuv420,
        };
        bool isDirect = name is "yuv420p" or "yuv422p" or "yuv444p" or "yuvj420p" or "yuvj422p" or "yuvj444p" or "gray";
        bool isFull = isRgb || name.StartsWith("yuvj", StringComparison.Ordinal) || name.StartsWith("mono", StringComparison.Ordinal);
        return new PictureFormat(layout, isDirect, isRgb, isFull, true);
    }
}
