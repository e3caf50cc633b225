using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Segmentation;

namespace VideoDyn.Bench.Comparing;

/// <summary>What a plan published, and what ran.</summary>
internal sealed record LoggedPlan(PlanLog Log, AnalyzerInfo Info);

/// <summary>How far a plan's results are those of its reference; one of the first three sections is there, by task.</summary>
internal sealed record PlanQuality
{
    /// <summary>The one number that plans are ranked by: agreement, mIoU or top-1.</summary>
    public required MeasureReport Headline { get; init; }

    /// <summary>Counts behind the headline, segment by segment; empty where it is no ratio of counts.</summary>
    public IReadOnlyList<MatchCounts> Segments { get; init; } = [];

    /// <summary>Class overlaps behind a mean intersection over union, segment by segment; null without one.</summary>
    public IReadOnlyList<ClassOverlaps>? Overlaps { get; init; }

    /// <summary>Of detectors.</summary>
    public AgreementSection? Agreement { get; init; }

    /// <summary>Of segmenters.</summary>
    public SegmentationSection? Segmentation { get; init; }

    /// <summary>Of classifiers.</summary>
    public ClassificationSection? Classification { get; init; }

    /// <summary>Of detectors with a tracker.</summary>
    public TrackingSection? Tracking { get; init; }
}

/// <summary>Compares what two plans published, over the frames that both have, in the way of their task.</summary>
internal static class PlanComparison
{
    /// <summary>Compares.</summary>
    /// <param name="reference">What to agree with.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">What counts as agreement.</param>
    public static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan, BenchOptions options)
    {
        int frames = Math.Min(reference.Log.Frames.Count, plan.Log.Frames.Count);
        return reference.Info.Task switch
        {
            AnalysisTask.Segment => MapComparison.Compare(reference, plan, frames, options.Agreement),
            AnalysisTask.Classify => LabelComparison.Compare(reference, plan, frames, options.Agreement),
            _ => BoxComparison.Compare(reference, plan, frames, options.Agreement) with
            {
                Tracking = reference.Log.IsTracked && plan.Log.IsTracked ? TrackComparison.Compare(reference, plan, frames, options) : null,
            },
        };
    }

    /// <summary>A measure of counts in which a wrong answer is one missed and one extra, so that its F1 is the share of right ones.</summary>
    public static MatchCounts Share(long right, long all) => new(all, right, all - right, all - right, 0);
}
