using System.Text;
using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Html;

/// <summary>The tables of one video: cost and agreement, then what stands behind them.</summary>
internal static class PlanTables
{
    public static void Draw(StringBuilder page, VideoReport video)
    {
        (string Heading, Func<PlanReport, string> Cell)[] columns =
        [
            ("plan", plan => plan.Name),
            ("CPU s/s", plan => ReportText.Line($"{plan.CpuPerSecond:0.000}")),
            ("of dense", plan => ReportText.Ratio(plan.CpuRatio)),
            (ReportText.HeadlineName(video), plan => ReportText.Measure(ReportText.Headline(plan))),
            .. QualityColumns.Of(video),
            ("ms p50 / p95 / p99", plan => ReportText.Line($"{plan.FrameMs.P50:0.0} / {plan.FrameMs.P95:0.0} / {plan.FrameMs.P99:0.0}")),
            ("MACs", plan => ReportText.Line($"{plan.MacShare * 100:0} %")),
            ("frames", plan => ReportText.Outcomes(plan.Ledger)),
        ];
        Table(page, [.. ReportText.Sorted(video.Plans)], columns);
        page.Append("<p class=\"dim\">Coloured plans are on the Pareto front: no other is both cheaper and better.</p>");
        Agreement(page, video);
        Tracking(page, video);
        Accuracy(page, video);
        Resources(page, video);
    }

    /// <summary>One row per plan.</summary>
    private static void Table(StringBuilder page, IReadOnlyList<PlanReport> plans, IReadOnlyList<(string Heading, Func<PlanReport, string> Cell)> columns)
    {
        page.Append("<div class=\"scroll\"><table><tr>");
        foreach ((string heading, _) in columns)
            page.Add($"<th>{Markup.Escape(heading)}</th>");
        page.Append("</tr>");
        foreach (PlanReport plan in plans)
            BenchPage.Row(page, plan.OnFront, [.. columns.Select(column => column.Cell(plan))]);
        page.Append("</table></div>");
    }

    private static void Agreement(StringBuilder page, VideoReport video)
    {
        PlanReport[] plans = [.. video.Plans.Where(plan => plan.Agreement is not null)];
        if (plans.Length > 0)
        {
            page.Append("<details><summary>Agreement by size and class</summary>");
            Parts(page, plans, "overlap 0.5", plan => plan.Agreement!.BySize, plan => plan.Agreement!.ByClass);
            Parts(page, plans, "overlap 0.75", plan => plan.Agreement!.StrictBySize, plan => plan.Agreement!.StrictByClass);
            page.Append("</details>");
        }

        PlanReport[] maps = [.. video.Plans.Where(plan => plan.Segmentation is not null)];
        if (maps.Length > 0)
        {
            string[] classes = [.. maps.SelectMany(plan => plan.Segmentation!.ByClass.Keys).Distinct()];
            page.Append("<details><summary>Intersection over union by class</summary>");
            Table(page, maps, [("plan", plan => plan.Name), .. classes.Select(name => (name, (Func<PlanReport, string>)(plan => ReportText.Number(plan.Segmentation!.ByClass.GetValueOrDefault(name)))))]);
            page.Append("</details>");
        }

        foreach (NoiseFloorReport change in video.NoiseFloor)
            page.Add($"<p>Noise floor, dense {Markup.Escape(change.Change)}: {ReportText.Measure(change.Agreement)}</p>");
    }

    private static void Parts(
        StringBuilder page,
        PlanReport[] plans,
        string title,
        Func<PlanReport, IReadOnlyDictionary<string, MeasureReport>> bySize,
        Func<PlanReport, IReadOnlyDictionary<string, MeasureReport>> byClass)
    {
        List<(string, Func<PlanReport, string>)> columns = [($"plan ({title})", plan => plan.Name)];
        foreach (string name in plans.SelectMany(plan => bySize(plan).Keys).Distinct())
            columns.Add((name, plan => ReportText.Short(bySize(plan).GetValueOrDefault(name))));
        foreach (string name in plans.SelectMany(plan => byClass(plan).Keys).Distinct())
            columns.Add((name, plan => ReportText.Short(byClass(plan).GetValueOrDefault(name))));
        Table(page, plans, columns);
    }

    private static void Tracking(StringBuilder page, VideoReport video)
    {
        PlanReport[] plans = [.. video.Plans.Where(plan => plan.Tracking is not null)];
        if (plans.Length == 0)
            return;
        page.Add($"<details><summary>Tracks and events</summary><p class=\"dim\">Against those of the reference; an event is an object that entered or left, matched by class within {plans[0].Tracking!.Events.ToleranceSeconds:0.##} s.</p>");
        Table(
            page,
            plans,
            [
                ("plan", plan => plan.Name),
                ("tracks (reference)", plan => ReportText.Line($"{plan.Tracking!.Tracks} ({plan.Tracking.ReferenceTracks})")),
                ("id switches", plan => ReportText.Whole(plan.Tracking!.IdSwitches)),
                ("IDF1", plan => ReportText.Number(plan.Tracking!.Idf1)),
                ("events (reference)", plan => ReportText.Line($"{plan.Tracking!.Events.Matched + plan.Tracking.Events.Extra} ({plan.Tracking.Events.Reference})")),
                ("precision", plan => ReportText.Number(plan.Tracking!.Events.Precision)),
                ("recall", plan => ReportText.Number(plan.Tracking!.Events.Recall)),
                ("mean delay s", plan => ReportText.Two(plan.Tracking!.Events.MeanDelaySeconds)),
                ("p95 delay s", plan => ReportText.Two(plan.Tracking!.Events.P95DelaySeconds)),
            ]);
        page.Append("</details>");
    }

    private static void Accuracy(StringBuilder page, VideoReport video)
    {
        if (video.Truth is null)
            return;
        page.Add($"<h3>Accuracy against {Markup.Escape(video.Truth)}</h3>");
        Table(
            page,
            [.. video.Plans.Where(plan => plan.Accuracy is not null)],
            [
                ("plan", plan => plan.Name),
                ("AP50", plan => ReportText.Number(plan.Accuracy!.Ap50)),
                ("AP50:95", plan => ReportText.Number(plan.Accuracy!.Ap50To95)),
                ("precision", plan => ReportText.Number(plan.Accuracy!.Precision)),
                ("recall", plan => ReportText.Number(plan.Accuracy!.Recall)),
                ("MOTA", plan => ReportText.Number(plan.Accuracy!.Mota)),
                ("IDF1", plan => ReportText.Number(plan.Accuracy!.Idf1)),
                ("HOTA", plan => ReportText.Number(plan.Accuracy!.Hota)),
                ("id switches", plan => ReportText.Whole(plan.Accuracy!.IdSwitches)),
                ("objects", plan => ReportText.Line($"{plan.Accuracy!.Objects}")),
            ]);
    }

    private static void Resources(StringBuilder page, VideoReport video)
    {
        page.Append("<details><summary>Memory, allocation, warm-up</summary>");
        Table(
            page,
            video.Plans,
            [
                ("plan", plan => plan.Name),
                ("memory MB", plan => ReportText.Line($"{plan.MemoryMb:0}")),
                ("bytes allocated per frame", plan => ReportText.Line($"{plan.AllocatedPerFrame:0}")),
                ("warm-up CPU s (excluded)", plan => ReportText.Line($"{plan.WarmUpCpu:0.00}")),
                ("wall s/s", plan => ReportText.Line($"{plan.WallPerSecond:0.000}")),
                ("same results in every pass", plan => plan.SameBoxes ? "yes" : "no"),
            ]);
        page.Append("</details>");
    }
}
