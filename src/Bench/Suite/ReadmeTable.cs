using System.Text;
using VideoDyn.Bench.Reports;
using VideoDyn.Core.Errors;

namespace VideoDyn.Bench.Suite;

/// <summary>The table of the README, made from a committed report so that it cannot say anything else.</summary>
public static class ReadmeTable
{
    /// <summary>Line before the table.</summary>
    public const string Begin = "<!-- bench:begin -->";

    /// <summary>Line after it.</summary>
    public const string End = "<!-- bench:end -->";

    /// <summary>Renders the table as markdown.</summary>
    public static string Render(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] plans = [.. report.Overall.Select(plan => plan.Name).Where(name => name != "dense")];
        var text = new StringBuilder();
        text.Append("Processor time as a share of dense, and agreement with it:\n\n| video | dense, CPU s per s |");
        foreach (string plan in plans)
            text.Append(' ').Append(plan).Append(" |");
        text.Append("\n|---|---:|").Append(string.Concat(plans.Select(_ => "---|"))).Append('\n');
        foreach (VideoReport video in report.Videos)
        {
            text.Append(ReportText.Line($"| {Path.GetFileNameWithoutExtension(video.Name)} | {video.Plans[0].CpuPerSecond:0.00} |"));
            foreach (string name in plans)
            {
                PlanReport plan = video.Plans.First(plan => plan.Name == name);
                text.Append(' ').Append(Cell(plan.CpuRatio, ReportText.Headline(plan))).Append(" |");
            }

            text.Append('\n');
        }

        text.Append("| **all** | |");
        foreach (string name in plans)
        {
            OverallReport plan = report.Overall.First(plan => plan.Name == name);
            text.Append(" **").Append(Cell(plan.CpuRatio, plan.Agreement)).Append("** |");
        }

        return text.Append(ReportText.Line(
            $"\n\n{report.Machine.Processor}, {report.Machine.Cores} cores, {report.Settings.Threads} inference thread(s), ONNX Runtime {report.Versions.OnnxRuntime}, {report.Made:yyyy-MM-dd}; `{report.Command}`. A dash: fewer than {report.Settings.Agreement.MinimumReferenceBoxes} boxes of moving classes, so nothing can be said.\n")).ToString();
    }

    /// <summary>Puts the table of a report between the marks of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="VideoDynException">The marks are not there (kind Configuration).</exception>
    public static string Insert(string text, string name, BenchReport report)
    {
        (int start, int end) = Marks(text, name);
        return $"{text[..start]}\n{Render(report)}{text[end..]}";
    }

    /// <summary>What stands between the marks of a text now.</summary>
    /// <exception cref="VideoDynException">The marks are not there (kind Configuration).</exception>
    public static string Find(string text, string name)
    {
        (int start, int end) = Marks(text, name);
        return text[start..end].TrimStart('\n');
    }

    private static (int Start, int End) Marks(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? (begin + Begin.Length, end)
            : throw VideoDynException.Configuration($"{name}: expected the lines {Begin} and {End}, in this order");
    }

    private static string Cell(RatioReport cost, MeasureReport? agreement) =>
        ReportText.Line($"{cost.Value * 100:0} % / {ReportText.Short(agreement)}");
}
