using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Core.Tests.Tensors;

public class FrameToTensorTests
{
    [Theory]
    [InlineData(ResizeMode.LetterboxTopLeft, 0, 0, 416, 229)]
    [InlineData(ResizeMode.LetterboxCenter, 0, 93, 416, 229)]
    [InlineData(ResizeMode.Stretch, 0, 0, 416, 416)]
    [InlineData(ResizeMode.Crop, 0, 0, 416, 416)]
    public void Fit_WideFrame_PlacesTheContent(ResizeMode mode, int x, int y, int width, int height)
    {
        FrameToTensor fit = FrameToTensor.Fit(640, 352, Square(mode));

        Assert.Equal((x, y, width, height), (fit.ContentX, fit.ContentY, fit.ContentWidth, fit.ContentHeight));
    }

    [Fact]
    public void Fit_CropOfAWideFrame_ShowsTheMiddle()
    {
        FrameToTensor fit = FrameToTensor.Fit(640, 352, Square(ResizeMode.Crop));

        Assert.Equal((144f, 0f, 352f, 352f), (fit.SourceX, fit.SourceY, fit.SourceWidth, fit.SourceHeight));
    }

    [Fact]
    public void ToFrame_OfToTensor_IsTheSameBox()
    {
        Arbitrary<(int, int, int)> sizes = ArbMap.Default.ArbFor<int>().Generator
            .Three().Select(three => (1 + (Math.Abs(three.Item1) % 4000), 1 + (Math.Abs(three.Item2) % 4000), Math.Abs(three.Item3) % 4))
            .ToArbitrary();
        Prop.ForAll(sizes, size =>
        {
            FrameToTensor fit = FrameToTensor.Fit(size.Item1, size.Item2, Square((ResizeMode)size.Item3));
            var box = new BoundingBox(1, 2, size.Item1, size.Item2);
            BoundingBox back = fit.ToFrame(fit.ToTensor(box));
            return Near(back.X1, box.X1) && Near(back.Y1, box.Y1) && Near(back.X2, box.X2) && Near(back.Y2, box.Y2);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fit_ExtremeAspect_KeepsOnePixelOfContent()
    {
        FrameToTensor fit = FrameToTensor.Fit(4000, 1, Square(ResizeMode.LetterboxCenter));

        Assert.Equal(1, fit.ContentHeight);
    }

    private static bool Near(float found, float expected) => MathF.Abs(found - expected) <= 1e-3f * MathF.Max(1, MathF.Abs(expected));

    private static InputSpec Square(ResizeMode mode) => new() { Width = 416, Height = 416, Resize = mode };
}
