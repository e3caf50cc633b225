using VideoDyn.Core.Errors;
using VideoDyn.Media.Encoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Encoding;

public class GrayPngTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 23)]
    [InlineData(640, 360)]
    public void Encode_AnyPicture_ReadsBackExactly(int width, int height)
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = new byte[width * height];
        new Random(width).NextBytes(pixels);
        File.WriteAllBytes(folder["mask.png"], GrayPng.Encode(width, height, pixels));

        // An explosion on any error, so that a wrong checksum does not pass.
        TestClips.Run("ffmpeg", $"-nostdin -v error -err_detect crccheck+explode -i {folder["mask.png"]} -f rawvideo -pix_fmt gray {folder["mask.raw"]}");
        Assert.Equal(pixels, File.ReadAllBytes(folder["mask.raw"]));
    }

    [Fact]
    public void Decode_WhatEncodeWrote_GivesThePixelsBack()
    {
        byte[] pixels = [.. Enumerable.Range(0, 37 * 23).Select(i => (byte)(i * 7))];

        (int width, int height, byte[] found) = GrayPng.Decode(GrayPng.Encode(37, 23, pixels), "mask.png");

        Assert.Equal((37, 23), (width, height));
        Assert.Equal(pixels, found);
    }

    [Theory]
    [InlineData(10, "is no PNG file")]
    [InlineData(60, "is cut off")]
    public void Decode_PartOfAFile_SaysWhatIsWrong(int length, string expected)
    {
        byte[] file = GrayPng.Encode(37, 23, new byte[37 * 23]);

        var error = Assert.Throws<VideoDynException>(() => GrayPng.Decode(file.AsSpan(0, Math.Min(length, file.Length - 15)), "mask.png"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
