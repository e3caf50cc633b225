using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Drawing;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Regions;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Output;

/// <summary>Crops and grid of a frame of 192x128, drawn into a picture of half its size.</summary>
public class CropOverlayTests : LeaseGuard
{
    [Fact]
    public void Draw_Crops_OutlinesThemWhereTheyAreInTheirColours()
    {
        using TestFrame picture = Picture();
        CropOverlay.Draw(Canvas(picture), new CropView
        {
            Crops = [new CropArea(new BoundingBox(40, 20, 120, 100), 80, 80, CropReason.Track), new CropArea(new BoundingBox(150, 10, 180, 60), 32, 64, CropReason.Scan)],
            FrameWidth = 192,
            FrameHeight = 128,
        });
        byte track = picture.Luma.Row(10)[40], scan = picture.Luma.Row(5)[82];
        Assert.True(track > scan && scan > 0);
        Assert.Equal(track, picture.Luma.Row(30)[20]);
        Assert.Equal(scan, picture.Luma.Row(20)[75]);
        Assert.Equal((0, 0, 0), (picture.Luma.Row(30)[40], picture.Luma.Row(8)[40], picture.Luma.Row(30)[17]));
    }

    [Fact]
    public void Draw_WholeView_OutlinesTheFrame()
    {
        using TestFrame picture = Picture();
        CropOverlay.Draw(Canvas(picture), new CropView { IsFull = true, FrameWidth = 192, FrameHeight = 128 });
        Assert.All([picture.Luma.Row(0)[48], picture.Luma.Row(63)[48], picture.Luma.Row(32)[0], picture.Luma.Row(32)[95]], sample => Assert.True(sample > 0));
        Assert.Equal(0, picture.Luma.Row(32)[48]);
    }

    [Fact]
    public void Draw_Grid_OutlinesTwelveStripsEachWay()
    {
        using TestFrame picture = Picture();
        var input = new InputSpec { Width = 96, Height = 96, Resize = ResizeMode.Stretch };
        CropOverlay.Draw(Canvas(picture), new CropView { Grid = new FrameWarp(192, 128, input), FrameWidth = 192, FrameHeight = 128 });
        // A line every eighth column, where two strips meet.
        for (int strip = 1; strip < 12; strip++)
            Assert.True(picture.Luma.Row(2)[8 * strip] > 0 || picture.Luma.Row(2)[(8 * strip) - 1] > 0, $"strip {strip}");
        Assert.Equal(0, picture.Luma.Row(2)[4]);
    }

    [Fact]
    public void Draw_BeforeTheFirstFrame_DrawsNothing()
    {
        using TestFrame picture = Picture();
        CropOverlay.Draw(Canvas(picture), new CropView { IsFull = true });
        for (int y = 0; y < 64; y++)
            Assert.True(picture.Luma.Row(y).IndexOfAnyExcept((byte)0) < 0);
    }

    private static TestFrame Picture() => new(new FrameFormat(96, 64, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited));

    private static FrameCanvas Canvas(TestFrame picture) => new(Plane(picture.Luma), Plane(picture.ChromaU), Plane(picture.ChromaV), ColorMatrix.Bt709, ColorRange.Limited);

    private static CanvasPlane Plane(FramePlane plane) => new(plane.Data, plane.Stride, plane.Width, plane.Height);
}
