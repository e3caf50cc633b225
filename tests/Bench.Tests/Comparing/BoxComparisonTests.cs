using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Comparing;

public class BoxComparisonTests : LeaseGuard
{
    private static readonly AnalyzerInfo s_detector = FakeRun.Info(AnalysisTask.Detect, "person", "train");

    [Fact]
    public void SkippedFrames_WithTracker_PublishWhatTheTrackerPredictsAndReportWhatHoldingWouldGive()
    {
        PlanQuality quality = Compare(Walker("all", true), Walker("every-n:5", true));

        // Nine pixels a frame: four frames after an analysis a held box of 40 pixels overlaps by 4/76.
        Assert.True(quality.Agreement!.Held!.Value < 0.65, $"{quality.Agreement.Held.Value}");
        Assert.True(quality.Agreement.Overall.Value > 0.9, $"{quality.Agreement.Overall.Value}");
    }

    [Fact]
    public void SkippedFrames_WithoutTracker_PublishTheLastBoxes()
    {
        PlanQuality tracked = Compare(Walker("all", true), Walker("every-n:5", true));
        PlanQuality held = Compare(Walker("all", false), Walker("every-n:5", false));

        Assert.Equal(tracked.Agreement!.Held!.Value, held.Agreement!.Overall.Value);
        Assert.Null(held.Agreement.Held);
        Assert.Null(held.Tracking);
    }

    [Fact]
    public void PublishedBoxes_OnASkippedFrame_SayThatTheyArePredictedAndHowOldTheyAre()
    {
        LoggedPlan plan = Walker("every-n:5", true);

        Detection box = plan.Log.Boxes(27)[0];

        Assert.Equal((Provenance.Predicted, TimeSpan.FromSeconds(0.2), 0.9f), (box.Provenance, box.Age, box.Score));
        Assert.Equal(Provenance.Detected, plan.Log.Boxes(25)[0].Provenance);
        // Where it is really, within the tracker's own error.
        Assert.InRange(box.Box.X1, (27 * 9) - 4, (27 * 9) + 4);
    }

    [Fact]
    public void PublishedBoxes_OfTheDenseReference_AreTheRawDetections() => Assert.All(
        Enumerable.Range(0, 40), frame => Assert.Equal(new BoundingBox(frame * 9, 0, (frame * 9) + 40, 40), Walker("all", true).Log.Boxes(frame)[0].Box));

    [Fact]
    public void Labels_OfAnotherModel_AreMatchedByNameAndUnknownOnesLeftOut()
    {
        AnalyzerInfo other = FakeRun.Info(AnalysisTask.Detect, "sofa", "pedestrian");
        LoggedPlan plan = FakeRun.Log(other, (frame, seen) =>
        {
            seen.Add(Box(frame * 9, 1));
            seen.Add(Box(600, 0));
        });

        PlanQuality quality = Compare(Walker("all", false), plan);

        Assert.Equal((1.0, 0L), (quality.Agreement!.Overall.Value, quality.Agreement.Overall.Extra));
    }

    private static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan) => PlanComparison.Compare(
        reference, plan, new BenchOptions { Input = "a", Model = "b", Agreement = new AgreementOptions { MinimumReferenceBoxes = 10 } });

    private static LoggedPlan Walker(string gate, bool tracked) => FakeRun.Log(s_detector, (frame, seen) => seen.Add(Box(frame * 9, 0)), gate, tracked: tracked);

    private static Detection Box(float x, int classId) => new(new BoundingBox(x, 0, x + 40, 40), classId, 0.9f);
}
