using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>Turns what was measured about one plan into its report.</summary>
internal static class PlanReporter
{
    /// <summary>Describes a plan that has at least one pass.</summary>
    /// <param name="video">The video it ran on.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="quality">How far it agrees with the reference; null on the reference itself.</param>
    public static PlanReport Describe(VideoRecord video, PlanRecord plan, PlanQuality? quality)
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
            Stages = Stages(plan, video.Slices, seconds),
            Timeline = [.. slices.Select(slice => ReportNumbers.Round(slice / video.Options.Slice.TotalSeconds))],
            WallPerSecond = ReportNumbers.Round(plan.Wall(video.Slices) / seconds),
            FrameMs = Quantile(plan.FrameMilliseconds),
            Macs = plan.Macs,
            MacShare = ReportNumbers.Round(video.Dense.Macs == 0 ? 0 : (double)plan.Macs / video.Dense.Macs),
            ExecutedShare = ReportNumbers.Round(plan.Ledger!.Analyzed == 0 ? 0 : plan.ExecutedShareSum / plan.Ledger.Analyzed),
            Ledger = plan.Ledger,
            MemoryMb = Math.Round(plan.ResidentGrowth / 1e6, 1),
            AllocatedPerFrame = frames == 0 ? 0 : Math.Round((double)plan.Passes[0].Sum(slice => slice.Bytes) / frames, 1),
            WarmUpCpu = ReportNumbers.Round(plan.WarmUpCpu),
            SameBoxes = plan.SameBoxes,
            Agreement = quality?.Agreement,
            Segmentation = quality?.Segmentation,
            Classification = quality?.Classification,
            Tracking = quality?.Tracking,
            Accuracy = video.Truth is null
                ? null
                : TruthComparison.Score(video.Truth, video.Dense.Info!.Labels, Logged(plan), (int)frames, video.TruthRate, video.Options.Agreement.Threshold),
        };
    }

    /// <summary>Compares what a plan published with the reference.</summary>
    public static PlanQuality Compare(VideoRecord video, PlanRecord plan) =>
        PlanComparison.Compare(Logged(video.Reference), Logged(plan), video.Options);

    private static LoggedPlan Logged(PlanRecord plan) => new(plan.Log!, plan.Info!);

    private static Dictionary<string, double> Stages(PlanRecord plan, int slices, double seconds)
    {
        var stages = new Dictionary<string, double>();
        foreach (Stage stage in Enum.GetValues<Stage>().Where(stage => stage != Stage.Annotate))
        {
            double cpu = plan.Cpu(stage, slices) / seconds;
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
