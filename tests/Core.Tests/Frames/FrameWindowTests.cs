using VideoDyn.Core.Frames;
using VideoDyn.TestKit;

namespace VideoDyn.Core.Tests.Frames;

public class FrameWindowTests : LeaseGuard
{
    [Theory]
    [InlineData(PixelLayout.Gray, 3, 5)]
    [InlineData(PixelLayout.Yuv420, 4, 6)]
    [InlineData(PixelLayout.Yuv422, 4, 5)]
    [InlineData(PixelLayout.Yuv444, 3, 5)]
    public void Show_APart_HasThePixelsOfThatPart(PixelLayout layout, int left, int top)
    {
        using TestFrame frame = new TestFrame(Format(31, 23, layout), padding: 7, index: 4, streamTime: TimeSpan.FromSeconds(2)).FillNoise(1);
        // To the right and lower edge, where chroma ends with half a sample.
        FrameWindow window = new FrameWindow().Show(frame, left, top, 31 - left, 23 - top);
        Assert.Equal((31 - left, 23 - top, 4L, TimeSpan.FromSeconds(2)), (window.Format.Width, window.Format.Height, window.Index, window.StreamTime));
        Same(frame.Luma, window.Luma, left, top, window.Format.Width, window.Format.Height);
        if (layout == PixelLayout.Gray)
            return;
        int across = layout == PixelLayout.Yuv444 ? 1 : 2, down = layout == PixelLayout.Yuv420 ? 2 : 1;
        Same(frame.ChromaU, window.ChromaU, left / across, top / down, window.Format.ChromaWidth, window.Format.ChromaHeight);
        Same(frame.ChromaV, window.ChromaV, left / across, top / down, window.Format.ChromaWidth, window.Format.ChromaHeight);
    }

    [Theory]
    [InlineData(-2, 0, 8, 8, "no part of a picture of 32x24")]
    [InlineData(26, 0, 8, 8, "no part of a picture of 32x24")]
    [InlineData(0, 20, 8, 8, "no part of a picture of 32x24")]
    [InlineData(0, 0, 0, 8, "no part of a picture of 32x24")]
    [InlineData(3, 0, 8, 8, "expected multiples of 2 and 2")]
    [InlineData(0, 1, 8, 8, "expected multiples of 2 and 2")]
    public void Show_WhatIsNoPart_IsRefused(int left, int top, int width, int height, string expected)
    {
        using var frame = new TestFrame(Format(32, 24, PixelLayout.Yuv420));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new FrameWindow().Show(frame, left, top, width, height));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Retain_AWindow_IsRefusedBecauseItHoldsNothing()
    {
        using var frame = new TestFrame(Format(32, 24, PixelLayout.Yuv420));
        FrameWindow window = new FrameWindow().Show(frame, 0, 0, 16, 16);
        Assert.Throws<ObjectDisposedException>(window.Retain);
    }

    private static FrameFormat Format(int width, int height, PixelLayout layout) => new(width, height, layout, ColorMatrix.Bt601, ColorRange.Limited);

    private static void Same(FramePlane whole, FramePlane part, int left, int top, int width, int height)
    {
        Assert.Equal((width, height), (part.Width, part.Height));
        for (int y = 0; y < height; y++)
            Assert.Equal(whole.Row(top + y).Slice(left, width), part.Row(y));
    }
}
