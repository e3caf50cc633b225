using VideoDyn.Bench.Reports;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Classification;

namespace VideoDyn.Bench.Comparing;

/// <summary>First labels of a classifier: how often they are the reference's, and how often they change.</summary>
internal static class LabelComparison
{
    // A class that the reference does not know is never its label, nor is it "no label".
    private const int Unknown = -2;

    public static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan, int frames, AgreementOptions options)
    {
        int[]? classes = LabelMap.Between(plan.Info.Labels, reference.Info.Labels);
        var meter = new ClassificationMeter();
        var segments = new SegmentCounts(options.SegmentLength);
        for (int frame = 0; frame < frames; frame++)
        {
            int expected = reference.Log.Label(frame);
            int own = plan.Log.Label(frame);
            int found = own >= 0 && LabelMap.Apply(classes, own) < 0 ? Unknown : LabelMap.Apply(classes, own);
            meter.Add(expected, found);
            segments.Add(reference.Log.Frames[frame].StreamTime, PlanComparison.Share(expected == found ? 1 : 0, 1));
        }

        MeasureReport top1 = ReportNumbers.Measure(AgreementMeasure.Over(segments.All, options with { MinimumReferenceBoxes = 1 }));
        return new PlanQuality
        {
            Headline = top1,
            Segments = segments.All,
            Classification = new ClassificationSection(top1, meter.Frames, meter.ReferenceChanges, meter.FoundChanges),
        };
    }
}
