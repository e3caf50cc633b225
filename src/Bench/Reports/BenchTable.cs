namespace VideoDyn.Bench.Reports;

/// <summary>The report as a table for the terminal.</summary>
public static class BenchTable
{
    private static readonly string[] s_headings =
        ["", "plan", "CPU s/s", "of dense", "agreement", "F1", "IoU .75", "MACs", "ms p50/p95/p99", "frames"];

    /// <summary>Prints every video, then all of them together.</summary>
    public static void Print(TextWriter output, BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        foreach (VideoReport video in report.Videos)
            Print(output, video);
        if (report.Videos.Count > 1)
            PrintOverall(output, report);
        output.WriteLine(ReportText.Line(
            $"{report.Machine.Processor}, {report.Machine.Cores} cores; {report.Settings.Threads} inference thread(s); decoding {report.Settings.Decode}"));
        output.WriteLine("* = on the Pareto front: no other plan is both cheaper and better");
        foreach (string missing in report.Missing)
            output.WriteLine($"missing: {missing}");
    }

    private static void Print(TextWriter output, VideoReport video)
    {
        output.WriteLine(ReportText.Line(
            $"{video.Name}: {video.Frames} frames, {video.Seconds:0.0} s, {video.Repeats} pass(es) in {video.Slices} slices; machine noise {video.Noise.Spread * 100:0.0} %, harness {video.HarnessShare * 100:0.00} % of dense"));
        List<string[]> rows = [s_headings];
        foreach (PlanReport plan in ReportText.Sorted(video.Plans))
        {
            rows.Add(
            [
                plan.OnFront ? "*" : "",
                plan.Name,
                ReportText.Line($"{plan.CpuPerSecond:0.000}"),
                ReportText.Ratio(plan.CpuRatio),
                ReportText.Measure(plan.Agreement?.Overall),
                ReportText.Short(plan.Agreement?.Plain),
                ReportText.Short(plan.Agreement?.Strict),
                ReportText.Line($"{plan.MacShare * 100:0} %"),
                ReportText.Line($"{plan.FrameMs.P50:0.0}/{plan.FrameMs.P95:0.0}/{plan.FrameMs.P99:0.0}"),
                ReportText.Outcomes(plan.Ledger),
            ]);
        }

        Print(output, rows);
        foreach (PlanReport plan in video.Plans.Where(plan => plan.Accuracy is not null))
        {
            AccuracySection accuracy = plan.Accuracy!;
            output.WriteLine(ReportText.Line(
                $"  {plan.Name} against {video.Truth}: AP50 {Number(accuracy.Ap50)}, AP50:95 {Number(accuracy.Ap50To95)}, precision {Number(accuracy.Precision)}, recall {Number(accuracy.Recall)} on {accuracy.Objects} objects"));
        }

        foreach (NoiseFloorReport change in video.NoiseFloor)
            output.WriteLine($"  noise floor, dense {change.Change}: {ReportText.Measure(change.Agreement)}, F1 {ReportText.Short(change.Plain)}, IoU .75 {ReportText.Short(change.Strict)}");
        if (video.Remark.Length > 0)
            output.WriteLine($"  {video.Remark}");
        foreach (PlanReport plan in video.Plans.Where(plan => !plan.SameBoxes))
            output.WriteLine($"  {plan.Name} published different boxes in different passes");
        output.WriteLine();
    }

    private static void PrintOverall(TextWriter output, BenchReport report)
    {
        output.WriteLine(ReportText.Line($"all {report.Videos.Count} videos"));
        List<string[]> rows = [["", "plan", "of dense", "agreement", "worst video"]];
        foreach (OverallReport plan in report.Overall.OrderBy(plan => plan.OnFront ? 0 : 1).ThenBy(plan => plan.CpuRatio.Value))
        {
            bool dense = plan.Name == "dense";
            string worst = plan.WorstVideo is null ? "" : ReportText.Line($"{plan.WorstVideo} {plan.WorstAgreement:0.000}");
            rows.Add([plan.OnFront ? "*" : "", plan.Name, ReportText.Ratio(plan.CpuRatio), ReportText.Measure(dense ? null : plan.Agreement), worst]);
        }

        Print(output, rows);
        output.WriteLine();
    }

    private static void Print(TextWriter output, List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string Number(double? value) => value is { } known ? ReportText.Line($"{known:0.000}") : "-";
}
