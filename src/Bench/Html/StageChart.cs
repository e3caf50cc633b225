using System.Text;
using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Html;

/// <summary>Where the processor time of each plan goes: one stacked bar per plan.</summary>
internal static class StageChart
{
    private const double Width = 640, Row = 26, Left = 150, Right = 60;

    public static string Draw(IReadOnlyList<PlanReport> plans)
    {
        double most = Math.Max(1e-9, plans.Max(plan => plan.Stages.Values.Sum()));
        double height = plans.Count * Row;
        var svg = new StringBuilder();
        svg.Add($"<svg viewBox=\"0 0 {Width:0} {height:0}\" role=\"img\" aria-label=\"processor time by stage\">");
        for (int place = 0; place < plans.Count; place++)
        {
            PlanReport plan = plans[place];
            double y = place * Row;
            svg.Text(Left - 8, y + 17, "end", plan.Name.Length > 22 ? plan.Name[..21] + "…" : plan.Name);
            double x = Left;
            foreach ((string stage, double seconds) in plan.Stages)
            {
                double width = seconds / most * (Width - Left - Right);
                svg.Add($"<rect x=\"{x:0.##}\" y=\"{y + 4:0.#}\" width=\"{width:0.##}\" height=\"{Row - 8:0}\" fill=\"{Palette.Stage(stage)}\"><title>{stage} {seconds:0.0000} s/s</title></rect>");
                x += width;
            }

            svg.Text(x + 6, y + 17, "start", ReportText.Line($"{plan.CpuPerSecond:0.000}"), "dim");
        }

        svg.Append("</svg><div class=\"key\">");
        foreach (string stage in plans.SelectMany(plan => plan.Stages.Keys).Distinct())
            svg.Add($"<span><i style=\"background:{Palette.Stage(stage)}\"></i>{stage}</span>");
        return svg.Append("</div>").ToString();
    }
}
