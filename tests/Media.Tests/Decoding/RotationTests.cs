using VideoDyn.Core.Frames;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Pictures arrive as they should be shown.</summary>
public sealed class RotationTests : LeaseGuard
{
    [Theory]
    [InlineData(90, "transpose=clock", "yuv420p")]
    [InlineData(180, "hflip,vflip", "yuv420p")]
    [InlineData(270, "transpose=cclock", "yuv420p")]
    [InlineData(90, "transpose=clock", "yuv444p")]
    [InlineData(180, "hflip,vflip", "yuv422p")]
    public void Read_DisplayMatrix_TurnsClockwise(int clockwise, string filter, string pixels)
    {
        string upright = TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=98x62:rate=10:duration=0.5 -c:v libx264 -pix_fmt {pixels}");
        string turned = TestClips.Make(".mp4", $"-i {upright} -c copy -metadata:s:v:0 rotate={360 - clockwise}");

        List<DumpedFrame> frames = DecodeAgainstFfmpegTests.AssertEqual(turned, pixels, "-noautorotate", $"-vf {filter}");
        DecodeAgainstFfmpegTests.AssertEqual(turned, pixels); // and the command agrees on what the matrix means
        (_, _, SourceInfo info) = FrameDump.Read(turned);

        Assert.Equal(clockwise, info.Rotation);
        (int width, int height) = clockwise == 180 ? (98, 62) : (62, 98);
        Assert.Equal((width, height), (info.Width, info.Height));
        Assert.All(frames, frame => Assert.Equal((width, height), (frame.Format.Width, frame.Format.Height)));
    }

    [Fact]
    public void Read_TurnedYuv422_Becomes444()
    {
        string upright = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=98x62:rate=10:duration=0.5 -c:v libx264 -pix_fmt yuv422p");
        string turned = TestClips.Make(".mp4", $"-i {upright} -c copy -metadata:s:v:0 rotate=90");
        ConvertedPictureTests.DecodedClip decoded = ConvertedPictureTests.Decode(turned);
        Assert.Equal((62, 98, PixelLayout.Yuv444), (decoded.Format.Width, decoded.Format.Height, decoded.Format.Layout));
    }

    [Fact]
    public void Turn_EveryOrientationAndAwkwardSize_EqualsTheDefinition()
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 40), (16, 16), (15, 17), (33, 65), (64, 48), (130, 19) })
        {
            using var source = new TestFrame(new FrameFormat(width, height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), padding: 7);
            source.FillNoise(width + (1000 * height));
            for (int bits = 0; bits < 8; bits++)
            {
                var orientation = new PictureOrientation((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
                (int toWidth, int toHeight) = orientation.Transpose ? (height, width) : (width, height);
                using var target = new TestFrame(new FrameFormat(toWidth, toHeight, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), padding: 5);

                PlaneTurner.Turn(source.Luma, target.Luma, orientation);

                for (int y = 0; y < toHeight; y++)
                {
                    for (int x = 0; x < toWidth; x++)
                    {
                        int u = orientation.FlipX ? toWidth - 1 - x : x;
                        int v = orientation.FlipY ? toHeight - 1 - y : y;
                        byte expected = orientation.Transpose ? source.Luma.Row(u)[v] : source.Luma.Row(v)[u];
                        Assert.True(expected == target.Luma.Row(y)[x], $"{width}x{height} {orientation} at {x},{y}");
                    }
                }
            }
        }
    }
}
