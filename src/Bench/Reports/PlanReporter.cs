using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>Turns what was measured about one plan into its report.</summary>
internal static class PlanReporter
{
    /// <summary>Describes a plan that has at least one pass.</summary>
    /// <param name="video">The video it ran on.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="agreement">Its agreement with dense; null on dense itself.</param>
    public static PlanReport Describe(VideoRecord video, PlanRecord plan, AgreementReport? agreement)
    {
        AnalyzerInfo info = plan.Info!;
        double seconds = video.StreamSeconds;
        IReadOnlyList<double[]> cpu = plan.CpuBySlice(video.Slices);
        double[] slices = [.. cpu.Select(slice => slice.Average())];
        long frames = plan.Passes[0].Sum(slice => slice.Frames);
        return new PlanReport
        {
            Name = plan.Plan.Name,
            Gate = plan.Plan.Gate,
            Region = plan.Plan.Region,
            Model = new ModelSummary(info.Model, info.ModelSha256, info.Head, info.InputWidth, info.InputHeight, info.DenseMacs),
            CpuRatio = ReportNumbers.Ratio(video.Ratio(plan)),
            CpuPerSecond = ReportNumbers.Round(slices.Sum() / seconds),
            Stages = Stages(plan, seconds),
            Timeline = [.. slices.Select(slice => ReportNumbers.Round(slice / video.Options.Slice.TotalSeconds))],
            WallPerSecond = ReportNumbers.Round(plan.Passes.Average(pass => pass.Sum(slice => slice.Wall)) / seconds),
            FrameMs = Quantile(plan.FrameMilliseconds),
            Macs = plan.Macs,
            MacShare = ReportNumbers.Round(video.Dense.Macs == 0 ? 0 : (double)plan.Macs / video.Dense.Macs),
            ExecutedShare = ReportNumbers.Round(plan.Ledger!.Analyzed == 0 ? 0 : plan.ExecutedShareSum / plan.Ledger.Analyzed),
            Ledger = plan.Ledger,
            MemoryMb = Math.Round(plan.ResidentGrowth / 1e6, 1),
            AllocatedPerFrame = frames == 0 ? 0 : Math.Round((double)plan.Passes[0].Sum(slice => slice.Bytes) / frames, 1),
            WarmUpCpu = ReportNumbers.Round(plan.WarmUpCpu),
            SameBoxes = plan.SameBoxes,
            Agreement = agreement is null ? null : Section(agreement),
            Accuracy = video.Truth is null ? null : Accuracy(plan, video),
        };
    }

    /// <summary>Compares what a plan published with dense, over the frames that both have.</summary>
    public static AgreementMeter Agreement(VideoRecord video, PlanRecord plan)
    {
        BoxLog dense = video.Dense.Log!;
        var meter = new AgreementMeter(video.Dense.Info!.Labels, video.Options.Agreement);
        int frames = (int)plan.Passes[0].Sum(slice => slice.Frames);
        for (int frame = 0; frame < frames; frame++)
            meter.Add(dense.Frames[frame].StreamTime, dense.Boxes(frame), plan.Log!.Boxes(frame));
        return meter;
    }

    private static AgreementSection Section(AgreementReport report) => new(
        ReportNumbers.Measure(report.Agreement),
        ReportNumbers.Measure(report.Plain),
        ReportNumbers.Measure(report.Strict),
        ReportNumbers.Measure(report.Rest),
        report.ByClass.ToDictionary(entry => entry.Label, entry => ReportNumbers.Measure(entry.Agreement)),
        report.BySize.ToDictionary(entry => entry.Key.ToString().ToLowerInvariant(), entry => ReportNumbers.Measure(entry.Value)));

    private static AccuracySection Accuracy(PlanRecord plan, VideoRecord video)
    {
        TruthSet truth = video.Truth!;
        var meter = new DetectionMeter();
        long objects = 0;
        long judged = 0;
        int frames = (int)plan.Passes[0].Sum(slice => slice.Frames);
        for (int frame = 0; frame < frames; frame++)
        {
            long index = plan.Log!.Frames[frame].Index;
            if (!truth.IsLabelled(index))
                continue;
            ReadOnlySpan<TruthBox> expected = truth.Boxes(index);
            Detection[] found = [.. plan.Log.Boxes(frame)];
            // Classes that the truth does not speak of can be neither right nor wrong.
            meter.Add(expected, Array.FindAll(found, box => truth.ClassNames.ContainsKey(box.ClassId)));
            objects += expected.Length;
            judged++;
        }

        DetectionScores scores = meter.Report(video.Options.Agreement.Threshold);
        return new AccuracySection(
            objects,
            judged,
            ReportNumbers.Round(scores.Ap50),
            ReportNumbers.Round(scores.Ap50To95),
            ReportNumbers.Round(scores.AtThreshold.Precision),
            ReportNumbers.Round(scores.AtThreshold.Recall),
            ReportNumbers.Round(scores.AtThreshold.F1));
    }

    private static Dictionary<string, double> Stages(PlanRecord plan, double seconds)
    {
        var stages = new Dictionary<string, double>();
        foreach (Stage stage in Enum.GetValues<Stage>().Where(stage => stage != Stage.Annotate))
        {
            double cpu = plan.Cpu(stage) / seconds;
            if (cpu > 0)
                stages[stage.ToString().ToLowerInvariant()] = ReportNumbers.Round(cpu);
        }

        return stages;
    }

    private static QuantileReport Quantile(List<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return sorted.Length == 0
            ? new(0, 0, 0)
            : new(
                Math.Round(Quantiles.OfSorted(sorted, 0.5), 3),
                Math.Round(Quantiles.OfSorted(sorted, 0.95), 3),
                Math.Round(Quantiles.OfSorted(sorted, 0.99), 3));
    }
}
