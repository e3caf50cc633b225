using System.Globalization;
using VideoDyn.Core.Frames;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>One picture of a shared clip, taken with the ffmpeg command so that these tests need no decoder of ours.</summary>
internal static class ClipFrame
{
    public static TestFrame Extract(string clip, double second, int width, int height)
    {
        using var folder = new TemporaryFolder();
        string raw = folder["frame.yuv"];
        string time = second.ToString(CultureInfo.InvariantCulture);
        TestClips.Run("ffmpeg", $"-nostdin -v error -ss {time} -i {SharedData.PathOf(clip)} -frames:v 1 -f rawvideo -pix_fmt yuv420p {raw}");
        byte[] bytes = File.ReadAllBytes(raw);
        var format = new FrameFormat(width, height, PixelLayout.Yuv420, height >= 720 ? ColorMatrix.Bt709 : ColorMatrix.Bt601, ColorRange.Limited);
        int luma = width * height, chroma = format.ChromaWidth * format.ChromaHeight;
        Assert.Equal(luma + (2 * chroma), bytes.Length);
        return new TestFrame(format).Fill((plane, x, y) => plane switch
        {
            0 => bytes[(y * width) + x],
            _ => bytes[luma + ((plane - 1) * chroma) + (y * format.ChromaWidth) + x],
        });
    }
}
