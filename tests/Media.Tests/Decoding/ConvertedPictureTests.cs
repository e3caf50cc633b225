using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Pixel formats outside the four layouts arrive in the nearest one with the colours they had.</summary>
public sealed class ConvertedPictureTests : LeaseGuard
{
    private const string Source = "-f lavfi -i testsrc2=size=64x48:rate=10:duration=0.4";

    [Theory]
    [InlineData("ffv1", "yuv420p10le", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData("ffv1", "yuv422p10le", "yuv422p", PixelLayout.Yuv422, ColorRange.Limited)]
    [InlineData("ffv1", "yuva420p", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData("ffv1", "yuv411p", "yuv422p", PixelLayout.Yuv422, ColorRange.Limited)]
    [InlineData("ffv1", "yuv440p", "yuv444p", PixelLayout.Yuv444, ColorRange.Limited)]
    [InlineData("ffv1", "gray10le", "gray", PixelLayout.Gray, ColorRange.Full)]
    [InlineData("rawvideo", "nv12", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData("rawvideo", "yuyv422", "yuv422p", PixelLayout.Yuv422, ColorRange.Limited)]
    public void Read_OtherYuv_IsWithinTwoLevelsOfFfmpeg(string codec, string pixels, string nearest, PixelLayout layout, ColorRange range)
    {
        string clip = TestClips.Make(codec == "rawvideo" ? ".nut" : ".mkv", $"{Source} -c:v {codec} -pix_fmt {pixels}");
        AssertClose(clip, nearest, layout, range, 2);
    }

    [Theory]
    [InlineData(".mkv", "ffv1", "bgr0")]
    [InlineData(".nut", "rawvideo", "rgb24")]
    [InlineData(".avi", "png", "pal8")]
    [InlineData(".mkv", "libx264rgb", "rgb24")]
    public void Read_Rgb_BecomesFullRangeBt601(string extension, string codec, string pixels)
    {
        string clip = TestClips.Make(extension, $"{Source} -c:v {codec} {(codec == "libx264rgb" ? "-qp 0" : "")} -pix_fmt {pixels}".Replace("  ", " ", StringComparison.Ordinal));
        DecodedClip decoded = Decode(clip);
        Assert.Equal((PixelLayout.Yuv444, ColorRange.Full, ColorMatrix.Bt601), (decoded.Format.Layout, decoded.Format.Range, decoded.Format.Matrix));

        // Against the definition, not against another converter.
        using var folder = new TemporaryFolder();
        TestClips.Run("ffmpeg", $"-v error -i {clip} -f rawvideo -pix_fmt rgb24 {folder["rgb"]}");
        byte[] rgb = File.ReadAllBytes(folder["rgb"]);
        int area = 64 * 48;
        double worst = 0;
        for (int frame = 0; frame < decoded.Packed.Count; frame++)
        {
            for (int i = 0; i < area; i++)
            {
                int at = 3 * ((frame * area) + i);
                double r = rgb[at], g = rgb[at + 1], b = rgb[at + 2];
                double y = (0.299 * r) + (0.587 * g) + (0.114 * b);
                worst = Math.Max(worst, Math.Abs(y - decoded.Packed[frame][i]));
                worst = Math.Max(worst, Math.Abs(((b - y) / 1.772) + 128 - decoded.Packed[frame][area + i]));
                worst = Math.Max(worst, Math.Abs(((r - y) / 1.402) + 128 - decoded.Packed[frame][(2 * area) + i]));
            }
        }

        Assert.InRange(worst, 0, 2.6);
    }

    [Theory]
    [InlineData("96x64", "", ColorMatrix.Bt601)]
    [InlineData("16x720", "", ColorMatrix.Bt709)]
    [InlineData("96x64", "-colorspace bt709", ColorMatrix.Bt709)]
    [InlineData("16x720", "-colorspace smpte170m", ColorMatrix.Bt601)]
    [InlineData("96x64", "-colorspace bt2020nc", ColorMatrix.Bt2020)]
    public void Read_Matrix_ComesFromTheStreamElseFromItsRows(string size, string tag, ColorMatrix expected)
    {
        string clip = TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size={size}:rate=10:duration=0.2 -c:v libx264 -pix_fmt yuv420p {tag}".TrimEnd());
        Assert.Equal(expected, Decode(clip).Format.Matrix);
    }

    internal static void AssertClose(string clip, string nearest, PixelLayout layout, ColorRange range, int tolerance, string filter = "")
    {
        DecodedClip decoded = Decode(clip);
        Assert.Equal((layout, range), (decoded.Format.Layout, decoded.Format.Range));
        using var folder = new TemporaryFolder();
        TestClips.Run("ffmpeg", $"-v error -i {clip} {filter} -sws_flags bicubic+accurate_rnd+full_chroma_int+full_chroma_inp -f rawvideo -pix_fmt {nearest} {folder["yuv"]}");
        byte[] expected = File.ReadAllBytes(folder["yuv"]);
        byte[] found = [.. decoded.Packed.SelectMany(frame => frame)];
        Assert.Equal(expected.Length, found.Length);
        int worst = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, tolerance);
    }

    internal static DecodedClip Decode(string clip)
    {
        var ledger = new FrameLedger();
        var packed = new List<byte[]>();
        FrameFormat format = default;
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, default);
        while (source.Read(out FrameLease? lease, default) == Core.Sources.FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            format = frame.Format;
            packed.Add(FrameDump.Pack(frame));
            ledger.Analyze();
        }

        Assert.Equal(0, ledger.InFlight);
        return new DecodedClip(format, packed);
    }

    internal sealed record DecodedClip(FrameFormat Format, List<byte[]> Packed);
}
