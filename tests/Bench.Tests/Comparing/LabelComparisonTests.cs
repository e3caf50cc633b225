using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Comparing;

public class LabelComparisonTests : LeaseGuard
{
    private static readonly AnalyzerInfo s_classifier = FakeRun.Info(AnalysisTask.Classify, "cat", "dog");

    [Fact]
    public void Labels_OnSkippedFrames_AreTheLastOnes()
    {
        // A label for four frames each: every third frame sees it one or two frames late, or in time.
        PlanQuality quality = Compare(Changing("all"), Changing("every-n:3"));

        int[] shown = [.. Enumerable.Range(0, 40).Select(frame => frame / 3 * 3 / 4 % 2)];
        int equal = Enumerable.Range(0, 40).Count(frame => shown[frame] == frame / 4 % 2);
        int changes = Enumerable.Range(1, 39).Count(frame => shown[frame] != shown[frame - 1]);
        Assert.Equal(equal / 40.0, quality.Classification!.Top1.Value!.Value, 6);
        Assert.Equal((40L, 9L, (long)changes), (quality.Classification.Frames, quality.Classification.ReferenceChanges, quality.Classification.Changes));
        Assert.InRange(equal, 20, 39);
        Assert.Equal(quality.Classification.Top1, quality.Headline);
    }

    [Fact]
    public void Labels_OfAnotherModel_AreMatchedByName()
    {
        AnalyzerInfo other = FakeRun.Info(AnalysisTask.Classify, "horse", "dog", "cat");
        LoggedPlan right = FakeRun.Log(other, (frame, seen) => seen.Add(new ClassScore(frame / 4 % 2 == 0 ? 2 : 1, 1)));
        LoggedPlan wrong = FakeRun.Log(other, (_, seen) => seen.Add(new ClassScore(0, 1)));

        Assert.Equal(1.0, Compare(Changing("all"), right).Headline.Value);
        Assert.Equal(0.0, Compare(Changing("all"), wrong).Headline.Value);
    }

    [Fact]
    public void Labels_ThatNobodyGives_AreEqual()
    {
        LoggedPlan Silent() => FakeRun.Log(s_classifier, (_, _) => { });

        Assert.Equal((1.0, 0L), (Compare(Silent(), Silent()).Headline.Value, Compare(Silent(), Silent()).Classification!.Changes));
    }

    private static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan) =>
        PlanComparison.Compare(reference, plan, new BenchOptions { Input = "a", Model = "b" });

    private static LoggedPlan Changing(string gate) =>
        FakeRun.Log(s_classifier, (frame, seen) => seen.Add(new ClassScore((int)(frame / 4 % 2), 1)), gate);
}
