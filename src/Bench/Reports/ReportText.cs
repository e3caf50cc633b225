using System.Globalization;

namespace VideoDyn.Bench.Reports;

/// <summary>Numbers of a report as people read them.</summary>
internal static class ReportText
{
    /// <summary>A share of dense, e.g. <c>21.4 % ± 0.3</c>.</summary>
    public static string Ratio(RatioReport ratio)
    {
        if (ratio.Value is not { } value)
            return "-";
        string text = Line($"{value * 100:0.0} %");
        return ratio is { Low: { } low, High: { } high } ? text + Line($" ± {(high - low) * 50:0.0}") : text;
    }

    /// <summary>An agreement with its interval, or why there is none.</summary>
    public static string Measure(MeasureReport? measure)
    {
        if (measure is null)
            return "reference";
        if (measure.Value is not { } value)
            return measure.ReferenceBoxes < measure.RequiredBoxes ? Line($"undefined ({measure.ReferenceBoxes} of {measure.RequiredBoxes} boxes)") : "undefined";
        string text = Line($"{value:0.000}");
        return measure is { Low: { } low, High: { } high } ? text + Line($" [{low:0.000}, {high:0.000}]") : text;
    }

    /// <summary>The measure that plans are ranked by; null on the reference itself.</summary>
    public static MeasureReport? Headline(PlanReport plan) => plan switch
    {
        { Agreement: { } agreement } => agreement.Overall,
        { Classification: { } labels } => labels.Top1,
        { Segmentation: { } maps } => maps.Pixels with { Value = maps.MeanIou, Low = null, High = null },
        _ => null,
    };

    /// <summary>What that measure is called.</summary>
    public static string HeadlineName(VideoReport video) => video.Task switch
    {
        "segment" => "mIoU",
        "classify" => "top-1",
        _ => "agreement",
    };

    /// <summary>A measure without its interval; a dash when undefined.</summary>
    public static string Short(MeasureReport? measure) => measure?.Value is { } value ? Line($"{value:0.000}") : "-";

    /// <summary>A number with three decimals; a dash when undefined.</summary>
    public static string Number(double? value) => value is { } known ? Line($"{known:0.000}") : "-";

    /// <summary>A whole number; a dash when undefined.</summary>
    public static string Whole(long? value) => value is { } known ? Line($"{known}") : "-";

    /// <summary>A number with two decimals; a dash when undefined.</summary>
    public static string Two(double? value) => value is { } known ? Line($"{known:0.00}") : "-";

    /// <summary>Frames by what became of them.</summary>
    public static string Outcomes(Core.Ledger.LedgerSnapshot ledger)
    {
        List<string> parts = [Line($"{ledger.Analyzed} analyzed")];
        if (ledger.Reused > 0)
            parts.Add(Line($"{ledger.Reused} reused"));
        parts.AddRange(ledger.Skipped.Select(entry => Line($"{entry.Value} skipped ({entry.Key})")));
        parts.AddRange(ledger.Dropped.Select(entry => Line($"{entry.Value} dropped ({entry.Key})")));
        parts.AddRange(ledger.Failed.Select(entry => Line($"{entry.Value} failed ({entry.Key})")));
        return string.Join(", ", parts);
    }

    /// <summary>Plans as a reader wants them: the front by rising cost, then the others.</summary>
    public static IEnumerable<PlanReport> Sorted(IEnumerable<PlanReport> plans) =>
        plans.OrderBy(plan => plan.OnFront ? 0 : 1).ThenBy(plan => plan.CpuRatio.Value);

    /// <summary>Text in the invariant culture.</summary>
    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
