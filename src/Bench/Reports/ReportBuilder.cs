using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Measuring;
using VideoDyn.Bench.Running;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>Puts what was found on each video into a report.</summary>
internal static class ReportBuilder
{
    /// <summary>Describes all videos.</summary>
    /// <param name="videos">What was measured.</param>
    /// <param name="options">How; of any video.</param>
    /// <param name="command">The command line.</param>
    /// <param name="made">When.</param>
    /// <param name="missing">What is missing, one sentence each.</param>
    public static BenchReport Build(
        IReadOnlyList<VideoFindings> videos, BenchOptions options, string command, DateTimeOffset made, IReadOnlyList<string> missing) => new()
        {
            Command = command,
            Made = made,
            Versions = SummaryFile.Versions(),
            Machine = SummaryFile.Machine(),
            Settings = Settings(options),
            Missing = missing,
            Videos = [.. videos.Select(video => video.Report)],
            Overall = Overall(videos),
        };

    private static SettingsReport Settings(BenchOptions options) => new()
    {
        Reference = options.Reference?.Name ?? "dense",
        Tracker = options.Tracker,
        Threads = options.Threads,
        SliceSeconds = options.Slice.TotalSeconds,
        WarmUpSeconds = options.WarmUp.TotalSeconds,
        MinRepeats = options.MinRepeats,
        MaxRepeats = options.MaxRepeats,
        RepeatSeconds = options.RepeatSpan?.TotalSeconds,
        TargetWidth = options.TargetWidth,
        Confidence = ReportNumbers.Round((double)options.LeastScore),
        Agreement = new AgreementSettings(
            Math.Round(options.Agreement.Threshold, 6),
            Math.Round(options.Agreement.Band, 6),
            options.Agreement.MinimumIou,
            options.Agreement.StrictIou,
            options.Agreement.MinimumReferenceBoxes,
            options.Agreement.SegmentLength.TotalSeconds),
    };

    private static OverallReport[] Overall(IReadOnlyList<VideoFindings> videos)
    {
        if (videos.Count == 0)
            return [];
        string[] names =
        [
            .. videos[0].Record.Plans.Select(plan => plan.Plan.Name)
                .Where(name => videos.All(video => video.Record.Plans.Any(plan => plan.Plan.Name == name))),
        ];
        OverallReport[] plans = [.. names.Select(name => Overall(name, videos))];
        bool[] front = ParetoFront.Of([.. plans.Select(plan => (plan.CpuRatio.Value, IsReference(plan.Name) ? 1 : plan.Agreement.Value))]);
        return [.. plans.Zip(front, (plan, on) => plan with { OnFront = on })];

        bool IsReference(string name) => videos.All(video => video.Record.Reference.Plan.Name == name);
    }

    private static OverallReport Overall(string name, IReadOnlyList<VideoFindings> videos)
    {
        (VideoRecord Video, PlanRecord Plan)[] runs = [.. videos.Select(video => (video.Record, video.Record.Plans.First(plan => plan.Plan.Name == name)))];
        var ratio = CostRatio.Estimate(
            [.. runs.SelectMany(run => run.Plan.CpuBySlice(run.Video.Slices))],
            [.. runs.SelectMany(run => run.Video.Dense.CpuBySlice(run.Video.Slices))]);
        (string Video, PlanQuality Quality)[] compared =
        [
            .. videos.Where(video => video.Qualities.ContainsKey(name)).Select(video => (video.Report.Name, video.Qualities[name])),
        ];
        (string Video, double? Value) worst = compared.Select(entry => (entry.Video, entry.Quality.Headline.Value))
            .Where(entry => entry.Value is not null).OrderBy(entry => entry.Value).FirstOrDefault();
        return new OverallReport(
            name, ReportNumbers.Ratio(ratio), Pooled([.. compared.Select(entry => entry.Quality)], videos[0].Record.Options.Agreement), worst.Video, worst.Value, false);
    }

    private static MeasureReport Pooled(PlanQuality[] qualities, AgreementOptions options)
    {
        // Mean intersections over union of different videos have no common counts; they are averaged, and drawn one by one.
        double[] means = [.. qualities.Select(quality => quality.Segmentation?.MeanIou).OfType<double>()];
        long required = qualities.Length > 0 ? qualities.Max(quality => quality.Headline.RequiredBoxes) : options.MinimumReferenceBoxes;
        MeasureReport pooled = ReportNumbers.Measure(AgreementMeasure.Over(
            qualities.SelectMany(quality => quality.Segments), options with { MinimumReferenceBoxes = required }));
        if (means.Length == 0)
            return pooled;
        ConfidenceInterval? interval = MeanOverlapBootstrap.Interval([.. qualities.Select(quality => quality.Overlaps).OfType<IReadOnlyList<ClassOverlaps>>()], options.Bootstrap);
        return pooled with { Value = ReportNumbers.Round(means.Average()), Low = ReportNumbers.Round(interval?.Low), High = ReportNumbers.Round(interval?.High) };
    }
}
