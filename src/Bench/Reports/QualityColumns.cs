namespace VideoDyn.Bench.Reports;

/// <summary>What stands beside the headline in tables, by task; the same on the terminal and on the page.</summary>
internal static class QualityColumns
{
    /// <summary>Heading and cell of each column.</summary>
    public static IEnumerable<(string Heading, Func<PlanReport, string> Cell)> Of(VideoReport video)
    {
        switch (video.Task)
        {
            case "segment":
                yield return ("pixels", plan => ReportText.Short(plan.Segmentation?.Pixels));
                break;
            case "classify":
                yield return ("label changes", plan => plan.Classification is { } labels ? ReportText.Line($"{labels.Changes} (reference {labels.ReferenceChanges})") : "");
                break;
            default:
                yield return ("F1", plan => ReportText.Short(plan.Agreement?.Plain));
                yield return ("IoU .75", plan => ReportText.Short(plan.Agreement?.Strict));
                break;
        }

        if (!video.Plans.Any(plan => plan.Tracking is not null))
            yield break;
        yield return ("held", plan => ReportText.Short(plan.Agreement?.Held));
        yield return ("id sw", plan => plan.Tracking is { } tracks ? ReportText.Whole(tracks.IdSwitches) : "");
        yield return ("events P/R", plan => plan.Tracking is { Events: var events } ? $"{ReportText.Two(events.Precision)}/{ReportText.Two(events.Recall)}" : "");
        yield return ("delay s", plan => plan.Tracking is { Events: var events } ? $"{ReportText.Two(events.MeanDelaySeconds)}/{ReportText.Two(events.P95DelaySeconds)}" : "");
    }
}
