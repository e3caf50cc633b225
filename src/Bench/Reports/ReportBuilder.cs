using VideoDyn.Bench.Measuring;
using VideoDyn.Bench.Running;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>Turns what was measured into a report.</summary>
internal static class ReportBuilder
{
    /// <summary>Describes all videos.</summary>
    /// <param name="videos">What was measured; at least one.</param>
    /// <param name="command">The command line.</param>
    /// <param name="made">When.</param>
    /// <param name="missing">What is missing beyond what the records say.</param>
    public static BenchReport Build(IReadOnlyList<VideoRecord> videos, string command, DateTimeOffset made, IEnumerable<string> missing)
    {
        VideoRecord[] measured = [.. videos.Where(video => video.Dense.Passes.Count > 0)];
        var meters = measured.ToDictionary(
            video => video, video => video.Plans.Skip(1).ToDictionary(plan => plan, plan => PlanReporter.Agreement(video, plan)));
        BenchOptions options = videos[0].Options;
        return new BenchReport
        {
            Command = command,
            Made = made,
            Versions = SummaryFile.Versions(),
            Machine = SummaryFile.Machine(),
            Settings = Settings(options),
            Missing = [.. videos.SelectMany(video => video.Missing.Select(what => $"{Path.GetFileName(video.Options.Input)}: {what}")), .. missing],
            Videos = [.. measured.Select(video => Video(video, meters[video]))],
            Overall = Overall(measured, meters),
        };
    }

    private static SettingsReport Settings(BenchOptions options) => new()
    {
        Threads = options.Threads,
        SliceSeconds = options.Slice.TotalSeconds,
        WarmUpSeconds = options.WarmUp.TotalSeconds,
        MinRepeats = options.MinRepeats,
        MaxRepeats = options.MaxRepeats,
        TargetWidth = options.TargetWidth,
        Confidence = ReportNumbers.Round((double)options.Analysis(new Core.Plans.Plan()).Confidence!.Value),
        Agreement = new AgreementSettings(
            Math.Round(options.Agreement.Threshold, 6),
            Math.Round(options.Agreement.Band, 6),
            options.Agreement.MinimumIou,
            options.Agreement.StrictIou,
            options.Agreement.MinimumReferenceBoxes,
            options.Agreement.SegmentLength.TotalSeconds),
    };

    private static VideoReport Video(VideoRecord video, Dictionary<PlanRecord, AgreementMeter> meters)
    {
        PlanReport[] plans = [.. video.Plans.Select(plan => PlanReporter.Describe(video, plan, meters.GetValueOrDefault(plan)?.Report()))];
        bool[] front = ParetoFront.Of([.. plans.Select(plan => (plan.CpuRatio.Value, plan.Agreement is null ? 1 : plan.Agreement.Overall.Value))]);
        IReadOnlyList<SliceCost> first = video.Dense.Passes[0];
        return new VideoReport
        {
            Name = Path.GetFileName(video.Options.Input),
            Stream = video.Source is { } source
                ? new StreamSummary(source.Container, source.Codec, source.Width, source.Height, Math.Round(source.FrameRate, 3), source.Rotation)
                : null,
            Frames = first.Sum(slice => slice.Frames),
            Seconds = ReportNumbers.Round(video.StreamSeconds),
            Repeats = video.Dense.Passes.Count,
            Slices = video.Slices,
            Noise = new NoiseReport(ReportNumbers.Round(video.Spin.Median), ReportNumbers.Round(video.Spin.Spread)),
            HarnessShare = ReportNumbers.Round(first.Sum(slice => slice.Logging) / first.Sum(slice => slice.Cpu)),
            PeakMemoryMb = Math.Round(video.PeakResident / 1e6, 1),
            Remark = Remark(plans),
            Truth = video.Truth is null ? null : Path.GetFileName(video.Options.Truth),
            Plans = [.. plans.Zip(front, (plan, on) => plan with { OnFront = on })],
            NoiseFloor =
            [
                .. video.NoiseFloor.Select(entry => new NoiseFloorReport(
                    entry.Name,
                    ReportNumbers.Measure(entry.Agreement.Agreement),
                    ReportNumbers.Measure(entry.Agreement.Plain),
                    ReportNumbers.Measure(entry.Agreement.Strict))),
            ],
        };
    }

    private static string Remark(PlanReport[] plans)
    {
        MeasureReport? measure = plans.Skip(1).FirstOrDefault()?.Agreement?.Overall;
        if (measure is null or { Value: not null })
            return "";
        return measure.ReferenceBoxes == 0
            ? "dense saw no object of a moving class (person, bicycle, car, motorcycle, bus, truck, dog), so there is nothing to agree on: agreement is undefined"
            : FormattableString.Invariant($"dense saw {measure.ReferenceBoxes} boxes of moving classes, a statement needs {measure.RequiredBoxes}: agreement is undefined");
    }

    private static OverallReport[] Overall(VideoRecord[] videos, Dictionary<VideoRecord, Dictionary<PlanRecord, AgreementMeter>> meters)
    {
        if (videos.Length == 0)
            return [];
        string[] names = [.. videos[0].Plans.Select(plan => plan.Plan.Name).Where(name => videos.All(video => video.Plans.Any(plan => plan.Plan.Name == name)))];
        OverallReport[] plans = [.. names.Select(name => Overall(name, videos, meters))];
        bool[] front = ParetoFront.Of([.. plans.Select(plan => (plan.CpuRatio.Value, plan.Name == "dense" ? 1 : plan.Agreement.Value))]);
        return [.. plans.Zip(front, (plan, on) => plan with { OnFront = on })];
    }

    private static OverallReport Overall(
        string name, VideoRecord[] videos, Dictionary<VideoRecord, Dictionary<PlanRecord, AgreementMeter>> meters)
    {
        (VideoRecord Video, PlanRecord Plan)[] runs = [.. videos.Select(video => (video, video.Plans.First(plan => plan.Plan.Name == name)))];
        var ratio = CostRatio.Estimate(
            [.. runs.SelectMany(run => run.Plan.CpuBySlice(run.Video.Slices))],
            [.. runs.SelectMany(run => run.Video.Dense.CpuBySlice(run.Video.Slices))]);
        (string Video, AgreementMeter Meter)[] compared =
        [
            .. runs.Where(run => meters[run.Video].ContainsKey(run.Plan))
                .Select(run => (Path.GetFileName(run.Video.Options.Input), meters[run.Video][run.Plan])),
        ];
        AgreementMeasure pooled = AgreementMeasure.Over(
            compared.SelectMany(entry => entry.Meter.Segments.Select(segment => segment.Moving.Banded)), videos[0].Options.Agreement);
        (string Video, double? Value) worst = compared.Select(entry => (entry.Video, entry.Meter.Report().Agreement.Value))
            .Where(entry => entry.Value is not null).OrderBy(entry => entry.Value).FirstOrDefault();
        return new OverallReport(
            name, ReportNumbers.Ratio(ratio), ReportNumbers.Measure(pooled), worst.Video, ReportNumbers.Round(worst.Value), false);
    }
}
