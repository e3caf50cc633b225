using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Comparing;

public class TrackComparisonTests : LeaseGuard
{
    private static readonly AnalyzerInfo s_detector = FakeRun.Info(AnalysisTask.Detect, "person", "train");

    [Fact]
    public void Tracks_OfTheSameRun_AreTheSamePeopleWithTheSameEvents()
    {
        TrackingSection same = Compare(Visitor("all", 0), Visitor("all", 0));

        Assert.Equal((1L, 1L, 0L, 1.0), (same.ReferenceTracks, same.Tracks, same.IdSwitches!.Value, same.Idf1!.Value));
        // One enters and, three seconds after it was seen last, leaves.
        Assert.Equal((2L, 2L, 0L, 0L), (same.Events.Reference, same.Events.Matched, same.Events.Missed, same.Events.Extra));
        Assert.Equal((1.0, 1.0, 0.0, 0.0), (same.Events.Precision, same.Events.Recall, same.Events.MeanDelaySeconds, same.Events.P95DelaySeconds));
    }

    [Fact]
    public void Events_OfALateView_HaveItsDelay()
    {
        // Half a second later in every respect.
        EventSection late = Compare(Visitor("all", 0), Visitor("all", 5)).Events;

        Assert.Equal((2L, 0.5, 0.5), (late.Matched, late.MeanDelaySeconds!.Value, late.P95DelaySeconds!.Value));
    }

    [Fact]
    public void Events_BeyondTheTolerance_AreMissedAndExtra()
    {
        EventSection events = Compare(Visitor("all", 0), Visitor("all", 15)).Events;

        Assert.Equal((0L, 2L, 2L, 0.0), (events.Matched, events.Missed, events.Extra, events.Precision!.Value));
        Assert.Null(events.MeanDelaySeconds);
    }

    [Fact]
    public void Tracks_WhenThePlanLosesThePersonForLong_CountOneIdSwitch()
    {
        LoggedPlan reference = Standing(_ => true);
        LoggedPlan plan = Standing(frame => frame is < 20 or > 70);

        TrackingSection tracking = Compare(reference, plan);

        Assert.Equal((1L, 2L, 1L), (tracking.ReferenceTracks, tracking.Tracks, tracking.IdSwitches!.Value));
        Assert.InRange(tracking.Idf1!.Value, 0.2, 0.9);
    }

    [Fact]
    public void Tracks_OfOtherClasses_DoNotCountBesideMovingOnes()
    {
        LoggedPlan Train() => FakeRun.Log(s_detector, (_, seen) => seen.Add(Box(300, 1)), tracked: true);

        TrackingSection tracking = Compare(Train(), Train());

        Assert.Equal((0L, null, null), (tracking.ReferenceTracks, tracking.IdSwitches, tracking.Idf1));
        Assert.Null(tracking.Events.Precision);
    }

    private static TrackingSection Compare(LoggedPlan reference, LoggedPlan plan) =>
        PlanComparison.Compare(reference, plan, new BenchOptions { Input = "a", Model = "b" }).Tracking!;

    private static LoggedPlan Visitor(string gate, int later) => FakeRun.Log(
        s_detector,
        (frame, seen) =>
        {
            if (frame >= 5 + later && frame < 25 + later)
                seen.Add(Box(100, 0));
        },
        gate,
        frames: 90,
        tracked: true);

    private static LoggedPlan Standing(Func<long, bool> isSeen) => FakeRun.Log(
        s_detector,
        (frame, seen) =>
        {
            if (isSeen(frame))
                seen.Add(Box(100, 0));
        },
        frames: 100,
        tracked: true);

    private static Detection Box(float x, int classId) => new(new BoundingBox(x, 0, x + 40, 40), classId, 0.9f);
}
