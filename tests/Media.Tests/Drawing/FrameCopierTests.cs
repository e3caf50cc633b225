using VideoDyn.Core.Frames;
using VideoDyn.Media.Drawing;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Drawing;

public sealed class FrameCopierTests : LeaseGuard
{
    [Theory]
    [InlineData(PixelLayout.Gray)]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.Yuv444)]
    public void Copy_LimitedRange_KeepsLumaAndAveragesChroma(PixelLayout layout)
    {
        foreach ((int width, int height) in new[] { (1, 1), (2, 2), (7, 5), (16, 9), (33, 34) })
        {
            var format = new FrameFormat(width, height, layout, ColorMatrix.Bt2020, ColorRange.Limited);
            using TestFrame frame = new TestFrame(format, padding: 7).FillNoise(width);
            using var copier = new FrameCopier();
            using CanvasFrame copy = copier.Copy(frame);
            Assert.Equal(format with { Width = (width + 1) & ~1, Height = (height + 1) & ~1, Layout = PixelLayout.Yuv420 }, copy.Format);
            for (int y = 0; y < copy.Format.Height; y++)
            {
                for (int x = 0; x < copy.Format.Width; x++)
                    Assert.Equal(frame.Luma.Row(Math.Min(y, height - 1))[Math.Min(x, width - 1)], copy.Luma.Row(y)[x]);
            }

            for (int y = 0; y < copy.Format.ChromaHeight; y++)
            {
                for (int x = 0; x < copy.Format.ChromaWidth; x++)
                    Assert.Equal(ChromaOf(frame, x, y), copy.ChromaU.Row(y)[x]);
            }
        }
    }

    [Fact]
    public void Copy_FullRange_BecomesLimited()
    {
        var format = new FrameFormat(4, 2, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Full);
        using TestFrame frame = new TestFrame(format).Fill((plane, x, _) => plane == 0 ? (byte)(x * 85) : (byte)(x * 255));
        using var copier = new FrameCopier();
        using CanvasFrame copy = copier.Copy(frame);
        Assert.Equal([16, 89, 162, 235], copy.Luma.Row(0).ToArray());
        Assert.Equal([16, 240], copy.ChromaV.Row(0).ToArray());
        Assert.Equal(ColorRange.Limited, copy.Format.Range);
        Assert.Equal(ColorRange.Limited, copy.Canvas.Range);
    }

    [Fact]
    public void Copy_DrawnOn_LeavesTheSourceAlone()
    {
        var format = new FrameFormat(8, 8, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
        using TestFrame frame = new(format, index: 12, streamTime: TimeSpan.FromSeconds(3));
        using var copier = new FrameCopier();
        using CanvasFrame copy = copier.Copy(frame);
        copy.Canvas.Fill(0, 0, 8, 8, new YuvColor(9, 9, 9));
        Assert.Equal(9, copy.Luma.Row(7)[7]);
        Assert.Equal(0, frame.Luma.Row(7)[7]);
        Assert.Equal(12, copy.Index);
        Assert.Equal(TimeSpan.FromSeconds(3), copy.StreamTime);
    }

    [Fact]
    public void Copy_SteadyStream_ReusesOnePictureAndAllocatesNothing()
    {
        var format = new FrameFormat(64, 48, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
        using TestFrame frame = new(format);
        using var copier = new FrameCopier();
        CanvasFrame first = copier.Copy(frame);
        first.Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            CanvasFrame next = copier.Copy(frame);
            Assert.Same(first, next);
            next.Dispose();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Copy_SizeChanges_FollowsTheFrame()
    {
        using var copier = new FrameCopier();
        foreach (int size in new[] { 4, 200, 6 })
        {
            var format = new FrameFormat(size, size, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited);
            using TestFrame frame = new TestFrame(format).FillNoise(size);
            using CanvasFrame copy = copier.Copy(frame);
            Assert.Equal(size, copy.Canvas.Width);
            Assert.Equal(frame.Luma.Row(size - 1).ToArray(), copy.Luma.Row(size - 1).ToArray());
        }
    }

    [Fact]
    public void Dispose_WhileAPictureIsHeld_FreesItWhenItComesBack()
    {
        using TestFrame frame = new(new FrameFormat(4, 4, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited));
        var copier = new FrameCopier();
        CanvasFrame held = copier.Copy(frame);
        copier.Dispose();
        Assert.Equal(0, held.Luma.Row(3)[3]);
        held.Dispose();
        Assert.Throws<ObjectDisposedException>(() => copier.Copy(frame));
    }

    private static byte ChromaOf(TestFrame frame, int x, int y)
    {
        (int columns, int rows) = frame.Format.Layout switch
        {
            PixelLayout.Gray => (0, 0),
            PixelLayout.Yuv420 => (1, 1),
            PixelLayout.Yuv422 => (1, 2),
            _ => (2, 2),
        };
        if (columns == 0)
            return 128;
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                FramePlane plane = frame.ChromaU;
                sum += plane.Row(Math.Min((y * rows) + row, plane.Height - 1))[Math.Min((x * columns) + column, plane.Width - 1)];
            }
        }

        return (byte)Math.Floor((sum / (columns * rows)) + 0.5);
    }
}
