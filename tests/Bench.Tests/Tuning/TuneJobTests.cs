using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Tuning;

public class TuneJobTests : LeaseGuard
{
    [Fact]
    public void Rehearsal_OfAPlan_IsWhatABenchOfItMeasures()
    {
        using var folder = new TemporaryFolder();
        BenchOptions video = ShapesBench.Options(folder);

        (IReadOnlyList<Rehearsed> rehearsed, long macs, double seconds) = Rehearsal.Run(video, video.Plans, _ => { }, CancellationToken.None);
        VideoReport measured = new BenchJob([video], "test").Run(_ => { }, CancellationToken.None).Report.Videos[0];

        Assert.Equal(measured.Seconds, seconds, 3);
        Assert.Equal(measured.Plans[0].Macs, macs);
        foreach ((Rehearsed trial, PlanReport plan) in rehearsed.Zip(measured.Plans.Skip(1)))
        {
            MatchCounts counts = trial.Segments.Aggregate(default(MatchCounts), (sum, segment) => sum + segment.Moving.Banded);
            MeasureReport agreement = plan.Agreement!.Overall;
            Assert.Equal((agreement.ReferenceBoxes, agreement.Matched, agreement.Missed, agreement.Extra), (counts.Reference, counts.Matched, counts.Missed, counts.Extra));
            Assert.Equal(plan.Macs, trial.Macs);
        }
    }

    [Fact]
    public void Tune_LooseClaim_WritesAPlanThatBenchReads()
    {
        using var folder = new TemporaryFolder();
        var options = new TuneOptions
        {
            // Short segments, because the clip is short.
            Videos =
            [
                ShapesBench.Options(folder) with
                {
                    Duration = null,
                    Agreement = new AgreementOptions { MinimumReferenceBoxes = 50, SegmentLength = TimeSpan.FromSeconds(0.5) },
                },
            ],
            MaxLoss = 0.4,
            Candidates = [.. PlanText.Parse("every-n:2"), .. PlanText.Parse("every-n:40")],
        };
        var job = new TuneJob(options, "videodyn tune");

        TuneVerdict verdict = job.Search(_ => { }, CancellationToken.None);
        Assert.True(verdict.Plan is not null, verdict.Reason);
        BenchReport report = job.Measure(verdict, _ => { }, CancellationToken.None).Report;
        TunedPlanFile.Write(folder["plans.yaml"], options, verdict, report);

        Assert.Equal(("tuned", "every-n:2"), (PlanFile.Read(folder["plans.yaml"])[0].Name, PlanFile.Read(folder["plans.yaml"])[0].Gate));
        Assert.Matches("cpu_ratio: 0\\.[0-9]{4}\n", File.ReadAllText(folder["plans.yaml"]));
    }

    [Fact]
    public void Tune_ShortClip_SaysHowMuchItNeeds()
    {
        using var folder = new TemporaryFolder();
        TuneVerdict verdict = new TuneJob(new TuneOptions { Videos = [ShapesBench.Options(folder)] }, "test").Search(_ => { }, CancellationToken.None);

        Assert.Null(verdict.Plan);
        Assert.True(verdict.NeededVideo > TimeSpan.FromSeconds(20));
        Assert.Contains("too short for the claim", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Tune_ImpossibleClaim_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var options = new TuneOptions { Videos = [ShapesBench.Options(folder)], MaxLoss = 0, Confidence = 1, Candidates = PlanText.Parse("input-size=96x96") };

        string message = Assert.Throws<VideoDynException>(() => new TuneJob(options, "test")).Message;

        Assert.Contains("--max-loss is 0", message, StringComparison.Ordinal);
        Assert.Contains("plan '96x96' changes more than the gate", message, StringComparison.Ordinal);
        Assert.Contains("--confidence is 1", message, StringComparison.Ordinal);
    }
}
