using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Encoding;
using VideoDyn.Media.Tests.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Encoding;

public sealed class JpegEncoderTests : LeaseGuard
{
    [Theory]
    [InlineData(64, 48, PixelLayout.Yuv420)]
    [InlineData(63, 49, PixelLayout.Yuv420)]
    [InlineData(63, 49, PixelLayout.Yuv422)]
    [InlineData(63, 49, PixelLayout.Yuv444)]
    [InlineData(63, 49, PixelLayout.Gray)]
    public void Encode_FullRangeFrame_DecodesToTheSamePicture(int width, int height, PixelLayout layout)
    {
        using TestFrame frame = Picture(width, height, layout, ColorMatrix.Bt601, ColorRange.Full);
        using var encoder = new JpegEncoder(95);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["picture.jpg"], encoder.Encode(frame));

        ConvertedPictureTests.DecodedClip decoded = ConvertedPictureTests.Decode(folder["picture.jpg"]);

        Assert.Equal((width, height, ColorRange.Full), (decoded.Format.Width, decoded.Format.Height, decoded.Format.Range));
        byte[] expected = FrameDump.Pack(frame)[..(width * height)];
        Assert.InRange(expected.Zip(decoded.Packed[0], (a, b) => Math.Abs(a - b)).Average(), 0, 2);
    }

    [Fact]
    public void Encode_LimitedRangeBt709_IsConvertedToJfifColours()
    {
        // Pure green in BT.709, limited range.
        using var frame = new TestFrame(new FrameFormat(64, 48, PixelLayout.Yuv444, ColorMatrix.Bt709, ColorRange.Limited));
        frame.Fill((plane, _, _) => plane switch { 0 => 173, 1 => 42, _ => 26 });
        using var encoder = new JpegEncoder(100);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["picture.jpg"], encoder.Encode(frame));
        byte[] yuv = ConvertedPictureTests.Decode(folder["picture.jpg"]).Packed[0];
        // Pure green in BT.601, full range: Y 149.7, Cb 43.5, Cr 21.2.
        Assert.Equal((149.7, 43.5, 21.2), (yuv[1000], yuv[1000 + (64 * 48)], yuv[1000 + (2 * 64 * 48)]), new Near(4));
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.Yuv444)]
    [InlineData(PixelLayout.Gray)]
    public void EncodePart_AnywhereInTheFrame_ShowsThatPart(PixelLayout layout)
    {
        using TestFrame frame = Picture(64, 48, layout, ColorMatrix.Bt601, ColorRange.Full);
        using var encoder = new JpegEncoder(95);
        using var folder = new TemporaryFolder();
        foreach ((int left, int top, int width, int height) in new[] { (0, 0, 64, 48), (10, 8, 20, 30), (11, 9, 20, 30), (50, 40, 100, 100), (63, 47, 5, 5), (-4, -4, 8, 8) })
        {
            int x = Math.Max(0, left) & ~1, y = Math.Max(0, top) & ~1;
            File.WriteAllBytes(folder["part.jpg"], encoder.EncodePart(frame, left, top, width, height));
            ConvertedPictureTests.DecodedClip decoded = ConvertedPictureTests.Decode(folder["part.jpg"]);
            (int across, int down) = (decoded.Format.Width, decoded.Format.Height);
            Assert.Equal((Math.Min(width, 64 - x), Math.Min(height, 48 - y)), (across, down));
            byte[] luma = FrameDump.Pack(frame)[..(64 * 48)];
            double off = Enumerable.Range(0, across * down).Average(at => Math.Abs(decoded.Packed[0][at] - luma[((y + (at / across)) * 64) + x + (at % across)]));
            Assert.InRange(off, 0, 4);
        }
    }

    [Fact]
    public void Encode_WithSomethingDrawn_ShowsItAndLeavesTheFrameAlone()
    {
        using TestFrame frame = new TestFrame(new FrameFormat(64, 48, PixelLayout.Yuv444, ColorMatrix.Bt601, ColorRange.Full)).Fill((_, _, _) => 128);
        using var encoder = new JpegEncoder(95);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["drawn.jpg"], encoder.Encode(frame, canvas => canvas.Fill(16, 16, 48, 32, canvas.Color(255, 255, 255))));
        byte[] luma = ConvertedPictureTests.Decode(folder["drawn.jpg"]).Packed[0];
        Assert.True(luma[(24 * 64) + 32] > 245 && luma[(4 * 64) + 4] is > 120 and < 136);
        Assert.Equal(128, frame.Luma.Row(24)[32]);
    }

    [Fact]
    public void Encode_LowerQuality_IsSmaller()
    {
        using TestFrame frame = Picture(160, 120, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Full);
        int[] sizes = [.. new[] { 100, 80, 50, 20, 1 }.Select(quality =>
        {
            using var encoder = new JpegEncoder(quality);
            return encoder.Encode(frame).Length;
        })];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(sizes.Length, sizes.Distinct().Count());
    }

    [Fact]
    public void Encode_OtherSizes_FollowEachOther()
    {
        using var encoder = new JpegEncoder();
        using var folder = new TemporaryFolder();
        foreach ((int width, int height) in new[] { (64, 48), (33, 21), (64, 48) })
        {
            using TestFrame frame = Picture(128, 96, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
            File.WriteAllBytes(folder["picture.jpg"], encoder.Encode(frame, width, height));
            FrameFormat format = ConvertedPictureTests.Decode(folder["picture.jpg"]).Format;
            Assert.Equal((width, height), (format.Width, format.Height));
        }
    }

    [Fact]
    public void Encode_SteadyState_AllocatesNothing()
    {
        using TestFrame frame = Picture(128, 96, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
        using var encoder = new JpegEncoder();
        for (int i = 0; i < 60; i++)
            _ = encoder.Encode(frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            _ = encoder.Encode(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Create_QualityOutOfRange_IsAConfigurationError(int quality) =>
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<VideoDynException>(() => new JpegEncoder(quality)).Kind);

    private static TestFrame Picture(int width, int height, PixelLayout layout, ColorMatrix matrix, ColorRange range) =>
        new TestFrame(new FrameFormat(width, height, layout, matrix, range), padding: 9)
            .Fill((plane, x, y) => plane == 0 ? (byte)(60 + (int)(50 * (1 + Math.Sin((x * 0.3) + (y * 0.2))))) : (byte)(110 + (plane * 12)));

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance && Math.Abs(x.Item3 - y.Item3) <= tolerance;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
