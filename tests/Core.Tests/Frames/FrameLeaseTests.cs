using VideoDyn.Core.Frames;
using VideoDyn.TestKit;

namespace VideoDyn.Core.Tests.Frames;

public class FrameLeaseTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(5, 3, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);

    [Fact]
    public void Dispose_LastOfTwoReferences_EndsTheLife()
    {
        long before = FrameLease.LiveCount;
        var frame = new TestFrame(s_format);
        frame.Retain();

        frame.Dispose();
        Assert.Equal(before + 1, FrameLease.LiveCount);

        frame.Dispose();
        Assert.Equal(before, FrameLease.LiveCount);
    }

    [Fact]
    public void Dispose_OnceTooOften_Throws()
    {
        var frame = new TestFrame(s_format);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(frame.Dispose);
    }

    [Fact]
    public void Retain_AfterTheLastReferenceIsGone_Throws()
    {
        var frame = new TestFrame(s_format);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Retain());
    }

    [Fact]
    public void Row_OfAPaddedPlane_ReadsThatRow()
    {
        using var frame = new TestFrame(s_format, padding: 7).Fill((plane, x, y) => (byte)((plane * 100) + (y * 10) + x));

        Assert.Equal([20, 21, 22, 23, 24], frame.Luma.Row(2).ToArray());
        Assert.Equal([210, 211, 212], frame.ChromaV.Row(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.Luma.Row(3).Length);
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420, 3, 2)]
    [InlineData(PixelLayout.Yuv422, 3, 3)]
    [InlineData(PixelLayout.Yuv444, 5, 3)]
    public void ChromaSize_OddFrame_IsRoundedUp(PixelLayout layout, int width, int height)
    {
        FrameFormat format = s_format with { Layout = layout };

        Assert.Equal((width, height), (format.ChromaWidth, format.ChromaHeight));
    }
}
