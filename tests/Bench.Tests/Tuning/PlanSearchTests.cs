using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Tests.Tuning;

public class PlanSearchTests
{
    [Fact]
    public void Choose_CheapestThatKeepsThePromise_IsFound()
    {
        TuneVerdict verdict = Choose(60, ("every-n:2", 0.5, _ => 0), ("every-n:3", 0.33, _ => 0), ("every-n:5", 0.2, _ => 5));

        Assert.Equal(("every-n:3", 1.0, 0.33), (verdict.Plan!.Name, verdict.AtLeast, verdict.MacShare!.Value));
        Assert.Equal(30, verdict.HeldBack!.Segments);
    }

    [Fact]
    public void Choose_GoodOnTheSearchedHalfOnly_IsNotClaimed()
    {
        TuneVerdict verdict = Choose(60, ("every-n:2", 0.5, segment => segment % 2 == 0 ? 0 : 4));

        Assert.Null(verdict.Plan);
        Assert.Contains("do not keep it on the held-back one", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_GoodOnAverageButUnsteady_SaysHowMuchVideoTheClaimNeeds()
    {
        // Every tenth held-back segment loses seven of a hundred boxes: 0.993 on average.
        TuneVerdict verdict = Choose(40, ("every-n:2", 0.5, segment => segment % 20 == 1 ? 14 : 0));

        Assert.Null(verdict.Plan);
        Assert.Contains("too short for the claim", verdict.Reason, StringComparison.Ordinal);
        Assert.True(verdict.NeededVideo > TimeSpan.FromSeconds(80), verdict.Reason);
    }

    [Fact]
    public void Choose_FewSegments_AreTooShort()
    {
        TuneVerdict verdict = Choose(8, ("every-n:2", 0.5, _ => 0));

        Assert.Null(verdict.Plan);
        Assert.Equal(TimeSpan.FromSeconds(40), verdict.NeededVideo);
    }

    [Fact]
    public void Choose_NothingGoodEnough_SaysStayWithDense()
    {
        TuneVerdict verdict = Choose(60, ("every-n:5", 0.2, _ => 20));

        Assert.Null(verdict.Plan);
        Assert.Null(verdict.NeededVideo);
        Assert.Contains("stay with dense", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_NoObject_SaysSo()
    {
        var options = new TuneOptions { Videos = [new BenchOptions { Input = "a.mp4", Model = "b.onnx" }] };
        var empty = new Rehearsed(PlanText.Parse("every-n:2")[0], [new AgreementSegment(0, 50, default)], 50);

        Assert.Contains("nothing to agree on", new PlanSearch(options).Choose([[empty]], 100, 60).Reason, StringComparison.Ordinal);
    }

    // Segments of two seconds with a hundred reference boxes each, of which some are missed.
    private static TuneVerdict Choose(int segments, params (string Plan, double Share, Func<int, int> Missed)[] candidates)
    {
        var options = new TuneOptions { Videos = [new BenchOptions { Input = "a.mp4", Model = "b.onnx" }] };
        Rehearsed[] rehearsed =
        [
            .. candidates.Select(candidate => new Rehearsed(
                PlanText.Parse(candidate.Plan)[0],
                [
                    .. Enumerable.Range(0, segments).Select(segment =>
                    {
                        int missed = candidate.Missed(segment);
                        var counts = new MatchCounts(100, 100 - missed, missed, 0, 90);
                        return new AgreementSegment(segment, 50, new AgreementCounts(counts, counts, counts));
                    }),
                ],
                (long)(candidate.Share * 1_000_000))),
        ];
        return new PlanSearch(options).Choose([rehearsed], 1_000_000, segments * 2);
    }
}
