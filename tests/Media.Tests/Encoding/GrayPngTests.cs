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
}
