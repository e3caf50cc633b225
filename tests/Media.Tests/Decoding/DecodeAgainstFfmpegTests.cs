using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Every picture and time equals what the distribution's ffmpeg command decodes.</summary>
public sealed class DecodeAgainstFfmpegTests : LeaseGuard
{
    private const string Source = "-f lavfi -i testsrc2=size=96x64:rate=12.5:duration=1.2";

    [Theory]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuv420p -bf 2 -g 6", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v libx264 -pix_fmt yuv422p -bf 3", "yuv422p", PixelLayout.Yuv422, ColorRange.Limited)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuv444p", "yuv444p", PixelLayout.Yuv444, ColorRange.Limited)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt gray", "gray", PixelLayout.Gray, ColorRange.Limited)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuvj420p", "yuvj420p", PixelLayout.Yuv420, ColorRange.Full)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuvj444p", "yuvj444p", PixelLayout.Yuv444, ColorRange.Full)]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p", "yuvj420p", PixelLayout.Yuv420, ColorRange.Full)]
    [InlineData(".avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj422p", "yuvj422p", PixelLayout.Yuv422, ColorRange.Full)]
    [InlineData(".avi", "-c:v mpeg4 -q:v 3 -bf 2", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v libvpx-vp9 -b:v 200k", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".ts", "-c:v mpeg2video -q:v 3 -bf 2", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v ffv1 -pix_fmt yuv420p", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    public void Read_CodecAndLayout_EqualsFfmpeg(string extension, string coding, string pixelFormat, PixelLayout layout, ColorRange range)
    {
        string clip = TestClips.Make(extension, $"{Source} {coding}");
        List<DumpedFrame> frames = AssertEqual(clip, pixelFormat);
        Assert.All(frames, frame => Assert.Equal((96, 64, layout, range), (frame.Format.Width, frame.Format.Height, frame.Format.Layout, frame.Format.Range)));
    }

    internal static List<DumpedFrame> AssertEqual(string clip, string pixelFormat, string before = "", string after = "")
    {
        (List<DumpedFrame> frames, LedgerSnapshot ledger, _) = FrameDump.Read(clip);
        List<(double Time, string Md5)> expected = FrameDump.Reference(clip, pixelFormat, before, after);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, frames.Count);
        double origin = expected[0].Time - frames[0].Time.TotalSeconds;
        for (int i = 0; i < frames.Count; i++)
        {
            Assert.True(expected[i].Md5 == frames[i].Md5, $"pixels of picture {i} differ");
            Assert.Equal(expected[i].Time - origin, frames[i].Time.TotalSeconds, 0.0011);
            Assert.Equal(i, frames[i].Index);
        }

        Assert.True(ledger.IsBalanced);
        Assert.Equal((frames.Count, 0L, frames.Count), ((int)ledger.Analyzed, ledger.InFlight, (int)ledger.Decoded));
        Assert.Equal(0, ledger.Failed.Values.Sum());
        return frames;
    }
}
