using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>FFmpeg's numbers for the four layouts.</summary>
internal static class LayoutFormats
{
    private static readonly int s_gray = AvUtil.av_get_pix_fmt("gray");
    private static readonly int s_yuv420 = AvUtil.av_get_pix_fmt("yuv420p");
    private static readonly int s_yuv422 = AvUtil.av_get_pix_fmt("yuv422p");
    private static readonly int s_yuv444 = AvUtil.av_get_pix_fmt("yuv444p");

    /// <summary>The pixel format of a layout.</summary>
    public static int Of(PixelLayout layout) => layout switch
    {
        PixelLayout.Gray => s_gray,
        PixelLayout.Yuv420 => s_yuv420,
        PixelLayout.Yuv422 => s_yuv422,
        _ => s_yuv444,
    };
}
