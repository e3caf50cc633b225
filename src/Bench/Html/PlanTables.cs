using System.Text;
using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Html;

/// <summary>The tables of one video: cost and agreement, then what stands behind them.</summary>
internal static class PlanTables
{
    public static void Draw(StringBuilder page, VideoReport video)
    {
        page.Append("<div class=\"scroll\"><table><tr><th>plan</th><th>CPU s/s</th><th>of dense</th><th>agreement</th><th>F1</th><th>IoU .75</th><th>ms p50 / p95 / p99</th><th>MACs</th><th>frames</th></tr>");
        foreach (PlanReport plan in ReportText.Sorted(video.Plans))
        {
            BenchPage.Row(
                page,
                plan.OnFront,
                plan.Name,
                ReportText.Line($"{plan.CpuPerSecond:0.000}"),
                ReportText.Ratio(plan.CpuRatio),
                ReportText.Measure(plan.Agreement?.Overall),
                ReportText.Short(plan.Agreement?.Plain),
                ReportText.Short(plan.Agreement?.Strict),
                ReportText.Line($"{plan.FrameMs.P50:0.0} / {plan.FrameMs.P95:0.0} / {plan.FrameMs.P99:0.0}"),
                ReportText.Line($"{plan.MacShare * 100:0} %"),
                ReportText.Outcomes(plan.Ledger));
        }

        page.Append("</table></div><p class=\"dim\">Coloured plans are on the Pareto front: no other is both cheaper and better.</p>");
        Agreement(page, video);
        Accuracy(page, video);
        Resources(page, video);
    }

    private static void Agreement(StringBuilder page, VideoReport video)
    {
        PlanReport[] plans = [.. video.Plans.Where(plan => plan.Agreement is not null)];
        if (plans.Length == 0)
            return;
        string[] classes = [.. plans.SelectMany(plan => plan.Agreement!.ByClass.Keys).Distinct()];
        string[] sizes = [.. plans[0].Agreement!.BySize.Keys];
        page.Append("<details><summary>Agreement by size and class</summary><div class=\"scroll\"><table><tr><th>plan</th>");
        foreach (string heading in (string[])[.. sizes, .. classes])
            page.Add($"<th>{Markup.Escape(heading)}</th>");
        page.Append("</tr>");
        foreach (PlanReport plan in plans)
        {
            AgreementSection agreement = plan.Agreement!;
            BenchPage.Row(
                page,
                plan.OnFront,
                [
                    plan.Name,
                    .. sizes.Select(size => ReportText.Short(agreement.BySize[size])),
                    .. classes.Select(name => ReportText.Short(agreement.ByClass.GetValueOrDefault(name))),
                ]);
        }

        page.Append("</table></div>");
        foreach (NoiseFloorReport change in video.NoiseFloor)
            page.Add($"<p>Noise floor, dense {Markup.Escape(change.Change)}: {ReportText.Measure(change.Agreement)}</p>");
        page.Append("</details>");
    }

    private static void Accuracy(StringBuilder page, VideoReport video)
    {
        if (video.Truth is null)
            return;
        page.Add($"<h3>Accuracy against {Markup.Escape(video.Truth)}</h3><div class=\"scroll\"><table><tr><th>plan</th><th>AP50</th><th>AP50:95</th><th>precision</th><th>recall</th><th>objects</th></tr>");
        foreach (PlanReport plan in video.Plans.Where(plan => plan.Accuracy is not null))
        {
            AccuracySection found = plan.Accuracy!;
            BenchPage.Row(
                page, plan.OnFront, plan.Name, Number(found.Ap50), Number(found.Ap50To95), Number(found.Precision), Number(found.Recall), ReportText.Line($"{found.Objects}"));
        }

        page.Append("</table></div>");
    }

    private static void Resources(StringBuilder page, VideoReport video)
    {
        page.Append("<details><summary>Memory, allocation, warm-up</summary><div class=\"scroll\"><table><tr><th>plan</th><th>memory MB</th><th>bytes allocated per frame</th><th>warm-up CPU s (excluded)</th><th>wall s/s</th><th>same boxes in every pass</th></tr>");
        foreach (PlanReport plan in video.Plans)
        {
            BenchPage.Row(
                page,
                plan.OnFront,
                plan.Name,
                ReportText.Line($"{plan.MemoryMb:0}"),
                ReportText.Line($"{plan.AllocatedPerFrame:0}"),
                ReportText.Line($"{plan.WarmUpCpu:0.00}"),
                ReportText.Line($"{plan.WallPerSecond:0.000}"),
                plan.SameBoxes ? "yes" : "no");
        }

        page.Append("</table></div></details>");
    }

    private static string Number(double? value) => value is { } known ? ReportText.Line($"{known:0.000}") : "-";
}
