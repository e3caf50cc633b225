using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Bench.Reports;

/// <summary>Numbers as reports carry them: six decimals, more would be noise.</summary>
internal static class ReportNumbers
{
    public static double Round(double value) => Math.Round(value, 6);

    public static double? Round(double? value) => value is { } known ? Round(known) : null;

    public static RatioReport Ratio((double? Value, ConfidenceInterval? Interval) ratio) =>
        new(Round(ratio.Value), Round(ratio.Interval?.Low), Round(ratio.Interval?.High));

    public static MeasureReport Measure(AgreementMeasure measure) => new(
        Round(measure.Value),
        Round(measure.Interval?.Low),
        Round(measure.Interval?.High),
        measure.Counts.Reference,
        measure.RequiredReference,
        measure.Counts.Matched,
        measure.Counts.Missed,
        measure.Counts.Extra,
        measure.Segments);
}
