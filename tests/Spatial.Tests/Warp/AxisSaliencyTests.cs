using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tensors;
using VideoDyn.Spatial.Warp;

namespace VideoDyn.Spatial.Tests.Warp;

public class AxisSaliencyTests
{
    private static readonly Config s_seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(42, 43);

    [Fact]
    public void Shape_NothingAdded_IsThePlainResize()
    {
        var warp = new AxisWarp(416, 1920);
        new AxisSaliency().Shape(warp, 0.6, 3);
        for (int edge = 0; edge <= 416; edge++)
            Assert.Equal(edge * 1920 / 416.0, warp.Edges[edge], 6);
    }

    [Fact]
    public void Shape_SmallObject_GetsTheRoomThatTheLimitAllows()
    {
        var saliency = new AxisSaliency();
        saliency.Add(0.8, 0.81, 0.03, 1);
        var warp = new AxisWarp(416, 1920);
        saliency.Shape(warp, 0.6, 3);
        float shown = warp.ToTensor(0.81f * 1920) - warp.ToTensor(0.8f * 1920);
        float plain = 0.01f * 416;
        Assert.InRange(shown / plain, 2.9f, 3.01f);
        Assert.True(warp.ToTensor(200) - warp.ToTensor(100) < 100 * 416f / 1920);
    }

    [Fact]
    public void Shape_FrameHardlyLargerThanTheInput_MagnifiesNoFurtherThanTheFrame()
    {
        var saliency = new AxisSaliency();
        saliency.Add(0.5, 0.5, 0.01, 1);
        var warp = new AxisWarp(400, 480);
        saliency.Shape(warp, 0.9, 16);
        for (int edge = 1; edge <= 400; edge++)
            Assert.True(warp.Edges[edge] - warp.Edges[edge - 1] > 0.999);
    }

    [Fact]
    public void Shape_AnyObjects_RisesFromEndToEndAndMapsBackExactly()
    {
        Gen<(int From, int Length, int Weight)> thing =
            from start in Gen.Choose(-10, 110)
            from length in Gen.Choose(0, 60)
            from weight in Gen.Choose(1, 100)
            select (start, length, weight);
        Check.One(s_seeded, Prop.ForAll(thing.ListOf().ToArbitrary(), things =>
        {
            var saliency = new AxisSaliency();
            foreach ((int start, int length, int weight) in things)
                saliency.Add(start / 100.0, (start + length) / 100.0, 0.02, weight);
            var warp = new AxisWarp(320, 1280);
            saliency.Shape(warp, 0.9, 8);
            bool exact = true;
            for (float x = 0; x <= 1280; x += 12.7f)
                exact &= MathF.Abs(warp.ToFrame(warp.ToTensor(x)) - x) < 0.01f;
            // The limit is kept: no tensor pixel shows less than a frame pixel, or an eighth of the plain resize.
            for (int edge = 1; edge <= 320; edge++)
                exact &= warp.Edges[edge] - warp.Edges[edge - 1] > 0.999;
            return exact;
        }));
    }

    [Fact]
    public void FrameWarp_Boxes_StayBoxesThereAndBack()
    {
        var warp = new FrameWarp(1920, 1080, new InputSpec { Width = 416, Height = 416, Resize = ResizeMode.LetterboxCenter });
        var saliency = new AxisSaliency();
        saliency.Add(0.2, 0.25, 0.03, 1);
        saliency.Shape(warp.Columns, 0.6, 3);
        var box = new BoundingBox(380, 500, 420, 560);
        BoundingBox back = warp.ToFrame(warp.ToTensor(box));
        Assert.Equal(1, back.IntersectionOverUnion(box), 4);
        Assert.Equal(91, warp.Fit.ContentY);
    }

    [Fact]
    public void Set_EdgesThatDoNotRise_AreRefused()
    {
        var warp = new AxisWarp(4, 8);
        Assert.Throws<ArgumentException>(() => warp.Set([0, 2, 2, 6, 8]));
        Assert.Throws<ArgumentException>(() => warp.Set([0, 1, 8]));
        Assert.Throws<ArgumentException>(() => warp.Set([1, 2, 4, 6, 8]));
        warp.Set([0, 1, 4, 6, 8]);
        Assert.Equal(1, warp.ToTensor(1), 5);
    }
}
