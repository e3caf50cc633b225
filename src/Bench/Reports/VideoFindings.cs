using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Running;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>A video that was measured, compared and described once, however often reports are made of it.</summary>
internal sealed class VideoFindings
{
    /// <summary>Compares and describes.</summary>
    /// <param name="record">With at least one pass.</param>
    public VideoFindings(VideoRecord record)
    {
        Record = record;
        Qualities = record.Plans.Where(plan => plan != record.Reference).ToDictionary(plan => plan.Plan.Name, plan => PlanReporter.Compare(record, plan));
        Report = Describe();
    }

    public VideoRecord Record { get; }

    /// <summary>By name of the plan; the reference is not among them.</summary>
    public IReadOnlyDictionary<string, PlanQuality> Qualities { get; }

    public VideoReport Report { get; }

    private VideoReport Describe()
    {
        PlanReport[] plans = [.. Record.Plans.Select(plan => PlanReporter.Describe(Record, plan, Qualities.GetValueOrDefault(plan.Plan.Name)))];
        bool[] front = ParetoFront.Of([.. plans.Select(plan => (plan.CpuRatio.Value, Qualities.TryGetValue(plan.Name, out PlanQuality? quality) ? quality.Headline.Value : 1))]);
        IReadOnlyList<SliceCost> first = Record.Dense.Passes[0];
        return new VideoReport
        {
            Name = Path.GetFileName(Record.Options.Input),
            Stream = Record.Source is { } source
                ? new StreamSummary(source.Container, source.Codec, source.Width, source.Height, Math.Round(source.FrameRate, 3), source.Rotation)
                : null,
            Task = Record.Dense.Info!.Task.ToString().ToLowerInvariant(),
            Frames = first.Sum(slice => slice.Frames),
            Seconds = ReportNumbers.Round(Record.StreamSeconds),
            Repeats = Record.Dense.Passes.Count,
            Slices = Record.Slices,
            Noise = new NoiseReport(ReportNumbers.Round(Record.Spin.Median), ReportNumbers.Round(Record.Spin.Spread)),
            HarnessShare = ReportNumbers.Round(first.Sum(slice => slice.Logging) / first.Sum(slice => slice.Cpu)),
            PeakMemoryMb = Math.Round(Record.PeakResident / 1e6, 1),
            Remark = Remark(),
            Truth = Record.Truth is null ? null : Path.GetFileName(Record.Options.Truth),
            Plans = [.. plans.Zip(front, (plan, on) => plan with { OnFront = on })],
            NoiseFloor =
            [
                .. Record.NoiseFloor.Select(entry => new NoiseFloorReport(
                    entry.Name, entry.Quality.Headline, entry.Quality.Agreement?.Plain, entry.Quality.Agreement?.Strict)),
            ],
        };
    }

    private string Remark()
    {
        string name = Record.Reference.Plan.Name;
        if (Qualities.Values.FirstOrDefault() is not { Headline: { Value: null } measure } quality)
            return "";
        if (quality.Segmentation is not null)
            return $"{name} saw a single class in every picture, so there is nothing to agree on: mIoU is undefined";
        return measure.ReferenceBoxes == 0
            ? $"{name} saw no object of a moving class ({string.Join(", ", MovingClasses.Names)}), so there is nothing to agree on: agreement is undefined"
            : FormattableString.Invariant($"{name} saw {measure.ReferenceBoxes} boxes of moving classes, a statement needs {measure.RequiredBoxes}: agreement is undefined");
    }
}
