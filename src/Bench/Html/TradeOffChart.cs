using System.Text;
using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Html;

/// <summary>Agreement over processor time: every plan a point with its intervals, the front a line.</summary>
internal static class TradeOffChart
{
    private const double Width = 640, Height = 340, Left = 52, Right = 24, Top = 14, Bottom = 42;

    /// <summary>Draws the plans that have a defined agreement; empty text when there is none.</summary>
    /// <param name="plans">Name, cost, agreement and whether the plan is on the front; dense has agreement 1.</param>
    public static string Draw(IReadOnlyList<(string Name, RatioReport Cost, MeasureReport? Agreement, bool OnFront)> plans)
    {
        if (!plans.Any(plan => plan.Agreement?.Value is not null))
            return "";
        double lowest = plans.Where(plan => plan.Agreement is not null).Min(plan => plan.Agreement!.Low ?? plan.Agreement.Value ?? 1);
        double floor = Math.Min(0.95, Math.Floor(lowest * 20) / 20);
        // Steps of 20 %, with room for a plan that costs more than dense.
        int steps = (int)Math.Ceiling(Math.Max(1.0, plans.Max(plan => plan.Cost.Value ?? 0)) * 5 - 0.1);
        double most = Math.Max(steps / 5.0, plans.Max(plan => plan.Cost.Value ?? 0));
        double X(double cost) => Left + (cost / most * (Width - Left - Right));
        double Y(double quality) => Top + ((1 - quality) / (1 - floor) * (Height - Top - Bottom));

        var svg = new StringBuilder();
        svg.Add($"<svg viewBox=\"0 0 {Width:0} {Height:0}\" role=\"img\" aria-label=\"agreement over processor time\">");
        for (int step = 0; step <= 5; step++)
        {
            double quality = floor + ((1 - floor) * step / 5);
            svg.Line(Left, Y(quality), Width - Right, Y(quality), "grid");
            svg.Text(Left - 6, Y(quality) + 4, "end", ReportText.Line($"{quality:0.00}"), "dim");
        }

        for (int step = 0; step <= steps; step++)
        {
            svg.Line(X(step / 5.0), Top, X(step / 5.0), Height - Bottom, "grid");
            svg.Text(X(step / 5.0), Height - Bottom + 16, "middle", ReportText.Line($"{step * 20} %"), "dim");
        }

        svg.Text((Left + Width - Right) / 2, Height - 6, "middle", "processor time, share of dense", "dim");
        (double X, double Y)[] front =
        [
            .. plans.Where(plan => plan.OnFront && plan.Cost.Value is not null)
                .Select(plan => (X(plan.Cost.Value!.Value), Y(Quality(plan.Agreement)!.Value))).OrderBy(point => point.Item1),
        ];
        string points = string.Join(' ', front.Select(point => ReportText.Line($"{point.X:0.#},{point.Y:0.#}")));
        svg.Add($"<polyline points=\"{points}\" fill=\"none\" stroke=\"var(--mark)\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>");
        List<(double X, double Y)> labels = [];
        for (int place = 0; place < plans.Count; place++)
        {
            (string name, RatioReport cost, MeasureReport? agreement, bool _) = plans[place];
            if (cost.Value is not { } value || Quality(agreement) is not { } quality)
                continue;
            string colour = Palette.Plan(place);
            if (agreement is { Low: { } low, High: { } high })
                svg.Add($"<line x1=\"{X(value):0.#}\" y1=\"{Y(low):0.#}\" x2=\"{X(value):0.#}\" y2=\"{Y(high):0.#}\" stroke=\"{colour}\" stroke-width=\"2\" opacity=\".5\"/>");
            if (cost is { Low: { } cheap, High: { } dear })
                svg.Add($"<line x1=\"{X(cheap):0.#}\" y1=\"{Y(quality):0.#}\" x2=\"{X(dear):0.#}\" y2=\"{Y(quality):0.#}\" stroke=\"{colour}\" stroke-width=\"2\" opacity=\".5\"/>");
            svg.Add($"<circle cx=\"{X(value):0.#}\" cy=\"{Y(quality):0.#}\" r=\"5\" fill=\"{colour}\"/>");
            bool leftwards = X(value) > Width * 0.7;
            double y = Y(quality) + 14;
            while (labels.Exists(other => Math.Abs(other.X - X(value)) < 110 && Math.Abs(other.Y - y) < 13))
                y += 13;
            labels.Add((X(value), y));
            svg.Text(X(value) + (leftwards ? -9 : 9), y, leftwards ? "end" : "start", name);
        }

        return svg.Append("</svg>").ToString();
    }

    private static double? Quality(MeasureReport? agreement) => agreement is null ? 1 : agreement.Value;
}
