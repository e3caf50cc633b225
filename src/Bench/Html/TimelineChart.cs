using System.Text;
using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Html;

/// <summary>Processor time over stream time: one line per plan, one point per slice.</summary>
internal static class TimelineChart
{
    private const double Width = 640, Height = 200, Left = 44, Right = 10, Top = 10, Bottom = 24;

    public static string Draw(IReadOnlyList<PlanReport> plans, double sliceSeconds)
    {
        // The last slice is rarely a whole one, so its rate would mislead.
        int slices = plans.Max(plan => plan.Timeline.Count) - 1;
        if (slices < 2)
            return "";
        double most = Math.Max(1e-9, plans.Max(plan => plan.Timeline.Take(slices).Max()));
        double X(int slice) => Left + ((slice + 0.5) / slices * (Width - Left - Right));
        double Y(double rate) => Top + ((1 - (rate / most)) * (Height - Top - Bottom));
        var svg = new StringBuilder();
        svg.Add($"<svg viewBox=\"0 0 {Width:0} {Height:0}\" role=\"img\" aria-label=\"processor time over stream time\">");
        for (int step = 0; step <= 4; step++)
        {
            double rate = most * step / 4;
            svg.Line(Left, Y(rate), Width - Right, Y(rate), "grid");
            svg.Text(Left - 6, Y(rate) + 4, "end", ReportText.Line($"{rate:0.00}"), "dim");
        }

        svg.Text(Left, Height - 6, "start", "0 s", "dim");
        svg.Text(Width - Right, Height - 6, "end", ReportText.Line($"{slices * sliceSeconds:0} s"), "dim");
        for (int place = 0; place < plans.Count; place++)
        {
            string points = string.Join(' ', plans[place].Timeline.Take(slices).Select((rate, slice) => ReportText.Line($"{X(slice):0.#},{Y(rate):0.#}")));
            svg.Add($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{Palette.Plan(place)}\" stroke-width=\"1.6\"/>");
        }

        svg.Append("</svg><div class=\"key\">");
        for (int place = 0; place < plans.Count; place++)
            svg.Add($"<span><i style=\"background:{Palette.Plan(place)}\"></i>{Markup.Escape(plans[place].Name)}</span>");
        return svg.Append("</div>").ToString();
    }
}
