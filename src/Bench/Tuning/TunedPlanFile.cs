using System.Globalization;
using System.Text;
using VideoDyn.Bench.Reports;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Bench.Tuning;

/// <summary>Writes the plan that tune has found, with what was measured, as a plans file that bench reads.</summary>
public static class TunedPlanFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="verdict">What was found; with a plan.</param>
    /// <param name="report">What the plan costs.</param>
    /// <exception cref="VideoDynException">It cannot be written (kind Output).</exception>
    public static void Write(string path, TuneOptions options, TuneVerdict verdict, BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(report);
        Plan plan = verdict.Plan ?? throw new ArgumentException("The verdict has no plan to write.", nameof(verdict));
        RatioReport? cost = report.Overall.FirstOrDefault(entry => entry.Name == plan.Name)?.CpuRatio;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Found by: {report.Command}");
        Line($"# {report.Made:yyyy-MM-dd}, {report.Machine.Processor}, {report.Machine.Cores} cores");
        Line($"plans:");
        Line($"  - name: tuned");
        Line($"    gate: {plan.Gate}");
        Line($"    measured:");
        Line($"      max_loss: {options.MaxLoss}");
        Line($"      confidence: {options.Confidence}");
        Line($"      tracker: {options.Videos[0].Tracker}");
        Line($"      agreement: {verdict.HeldBack!.Value:0.0000}");
        Line($"      agreement_at_least: {verdict.AtLeast:0.0000}");
        Line($"      held_back_segments: {verdict.HeldBack.Segments}");
        Line($"      reference_boxes: {verdict.HeldBack.Counts.Reference}");
        Line($"      mac_share: {verdict.MacShare:0.0000}");
        Line($"      cpu_ratio: {Number(cost?.Value)}");
        Line($"      cpu_ratio_low: {Number(cost?.Low)}");
        Line($"      cpu_ratio_high: {Number(cost?.High)}");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Number(double? value) => value is { } known ? known.ToString("0.0000", CultureInfo.InvariantCulture) : "null";
}
