using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Reports;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Comparing;

/// <summary>Agreement of published boxes.</summary>
internal static class BoxComparison
{
    public static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan, int frames, AgreementOptions options)
    {
        int[]? classes = LabelMap.Between(plan.Info.Labels, reference.Info.Labels);
        var published = new AgreementMeter(reference.Info.Labels, options);
        // Without a tracker the published boxes are the held ones.
        AgreementMeter? held = plan.Log.IsTracked && plan.Log.Frames.Any(frame => frame.Decision.Outcome == GateOutcome.Skip)
            ? new AgreementMeter(reference.Info.Labels, options)
            : null;
        List<Detection> mapped = [];
        int last = -1;
        for (int frame = 0; frame < frames; frame++)
        {
            LoggedFrame at = plan.Log.Frames[frame];
            last = at.Decision.Outcome == GateOutcome.Analyze ? frame : last;
            TimeSpan time = reference.Log.Frames[frame].StreamTime;
            ReadOnlySpan<Detection> expected = reference.Log.Boxes(frame);
            published.Add(time, expected, LabelMap.Apply(classes, plan.Log.Boxes(frame), mapped));
            held?.Add(time, expected, last < 0 ? [] : LabelMap.Apply(classes, plan.Log.Boxes(last), mapped));
        }

        AgreementReport report = published.Report();
        AgreementSection section = Section(report) with { Held = held is null ? null : ReportNumbers.Measure(held.Report().Agreement) };
        return new PlanQuality
        {
            Headline = section.Overall,
            Agreement = section,
            Segments = [.. published.Segments.Select(segment => segment.Moving.Banded)],
        };
    }

    private static AgreementSection Section(AgreementReport report) => new(
        ReportNumbers.Measure(report.Agreement),
        ReportNumbers.Measure(report.Plain),
        ReportNumbers.Measure(report.Strict),
        ReportNumbers.Measure(report.Rest),
        report.ByClass.ToDictionary(entry => entry.Label, entry => ReportNumbers.Measure(entry.Agreement)),
        BySize(report.BySize))
    {
        StrictByClass = report.ByClass.ToDictionary(entry => entry.Label, entry => ReportNumbers.Measure(entry.Strict)),
        StrictBySize = BySize(report.StrictBySize),
    };

    private static Dictionary<string, MeasureReport> BySize(IReadOnlyDictionary<ObjectSize, AgreementMeasure> sizes) =>
        sizes.ToDictionary(entry => entry.Key.ToString().ToLowerInvariant(), entry => ReportNumbers.Measure(entry.Value));
}
