using VideoDyn.Evaluation.Segmentation;

namespace VideoDyn.Evaluation.Tests.Segmentation;

public class SegmentationMeterTests
{
    [Fact]
    public void MeanIntersectionOverUnion_KnownMaps_IsTheMeanOfTheClassesShown()
    {
        var meter = new SegmentationMeter(4);
        meter.Add([0, 0, 1, 1, 255], [0, 1, 1, 1, 3]);

        Assert.Equal(1.0 / 2, meter.IntersectionOverUnion(0));
        Assert.Equal(2.0 / 3, meter.IntersectionOverUnion(1));
        Assert.Null(meter.IntersectionOverUnion(2));
        Assert.Null(meter.IntersectionOverUnion(3)); // shown on an ignored pixel only
        Assert.Equal(7.0 / 12, meter.MeanIntersectionOverUnion!.Value, 12);
        Assert.Equal(0.75, meter.PixelAccuracy);
        Assert.Equal(4, meter.Pixels);
    }

    [Fact]
    public void MeanIntersectionOverUnion_ClassFoundButNotThere_CountsAsZero()
    {
        var meter = new SegmentationMeter(2);
        meter.Add([0, 0], [0, 1]);

        Assert.Equal(0.25, meter.MeanIntersectionOverUnion);
    }

    [Fact]
    public void Add_TwoPictures_PoolsPixels()
    {
        var meter = new SegmentationMeter(2);
        meter.Add([1, 1, 1], [1, 1, 1]);
        meter.Add([1], [0]);

        Assert.Equal(0.75, meter.IntersectionOverUnion(1));
    }

    [Fact]
    public void Report_NoPixel_IsUndefined()
    {
        var meter = new SegmentationMeter(3);

        Assert.Null(meter.MeanIntersectionOverUnion);
        Assert.Null(meter.PixelAccuracy);
    }

    [Fact]
    public void Add_WrongSizeOrClass_ThrowsAndCountsNothing()
    {
        var meter = new SegmentationMeter(2);

        Assert.Throws<ArgumentException>(() => meter.Add([0, 0], [0]));
        Assert.Throws<ArgumentException>(() => meter.Add([0, 0], [0, 2]));
        Assert.Equal(0, meter.Pixels);
    }
}
