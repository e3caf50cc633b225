using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Comparing;

public class MapComparisonTests : LeaseGuard
{
    private static readonly AnalyzerInfo s_segmenter = FakeRun.Info(AnalysisTask.Segment, "background", "road", "lane");

    [Fact]
    public void Maps_OfTheSameRun_AgreeInEveryPixel()
    {
        PlanQuality quality = Compare(Road(4, 4, "all"), Road(4, 4, "all"));

        Assert.Equal((1.0, 1.0), (quality.Segmentation!.MeanIou, quality.Segmentation.Pixels.Value));
        Assert.Equal(quality.Segmentation.MeanIou, quality.Headline.Value);
        Assert.Equal((1.0, 1.0), (quality.Headline.Low, quality.Headline.High));
    }

    [Fact]
    public void Maps_OnSkippedFrames_AreTheLastOnes()
    {
        // The road covers the lower half in even frames and everything in odd ones; every second frame is analyzed.
        PlanQuality quality = Compare(Road(4, 4, "all"), Road(4, 4, "every-n:2"));

        // By hand, per pair of frames of 16 pixels: background 8 of 8 right and none extra; road 16 expected + 8 right.
        Assert.Equal(0.75, quality.Segmentation!.Pixels.Value!.Value, 6);
        Assert.Equal(8.0 / 16, quality.Segmentation.ByClass["background"]!.Value, 6);
        Assert.Equal(16.0 / 24, quality.Segmentation.ByClass["road"]!.Value, 6);
        Assert.Equal((0.5 + (2.0 / 3)) / 2, quality.Segmentation.MeanIou!.Value, 6);
    }

    [Fact]
    public void Maps_OfAnotherSize_AreReadAtTheSamePlace() =>
        Assert.Equal(1.0, Compare(Road(4, 4, "all"), Road(8, 12, "all")).Segmentation!.MeanIou);

    [Fact]
    public void Maps_OfAnotherModel_AreMatchedByNameAndUnknownClassesAreWrong()
    {
        AnalyzerInfo other = FakeRun.Info(AnalysisTask.Segment, "sky", "background", "road");
        LoggedPlan plan = FakeRun.Log(other, (frame, seen) => Fill(seen, 4, 4, row => (byte)(frame % 2 == 1 || row >= 2 ? 2 : row == 0 ? 0 : 1)));

        PlanQuality quality = Compare(Road(4, 4, "all"), plan);

        // Of 32 pixels in a pair of frames the four of the sky are wrong.
        Assert.Equal(28.0 / 32, quality.Segmentation!.Pixels.Value!.Value, 6);
        Assert.Equal(1.0, quality.Segmentation.ByClass["road"]);
        Assert.Equal(0.5, quality.Segmentation.ByClass["background"]);
    }

    [Fact]
    public void Maps_OfOneClassOnly_HaveNoAgreementToSpeakOf()
    {
        LoggedPlan Empty() => FakeRun.Log(s_segmenter, (_, seen) => Fill(seen, 4, 4, _ => 0));

        PlanQuality quality = Compare(Empty(), Empty());

        Assert.Equal((null, null, null), (quality.Segmentation!.MeanIou, quality.Segmentation.Pixels.Value, quality.Headline.Value));
    }

    private static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan) =>
        PlanComparison.Compare(reference, plan, new BenchOptions { Input = "a", Model = "b" });

    private static LoggedPlan Road(int width, int height, string gate) =>
        FakeRun.Log(s_segmenter, (frame, seen) => Fill(seen, width, height, row => (byte)(frame % 2 == 1 || row >= height / 2 ? 1 : 0)), gate);

    private static void Fill(Observations seen, int width, int height, Func<int, byte> classOfRow)
    {
        seen.Map.Begin(width, height, new BoundingBox(0, 0, 1000, 1000));
        for (int row = 0; row < height; row++)
            seen.Map.Classes.Slice(row * width, width).Fill(classOfRow(row));
    }
}
