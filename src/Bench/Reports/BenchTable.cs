namespace VideoDyn.Bench.Reports;

/// <summary>The report as a table for the terminal.</summary>
public static class BenchTable
{
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
            $"{report.Machine.Processor}, {report.Machine.Cores} cores; {report.Settings.Threads} inference thread(s); decoding {report.Settings.Decode}; tracker {report.Settings.Tracker}; compared with {report.Settings.Reference}"));
        output.WriteLine("* = on the Pareto front: no other plan is both cheaper and better");
        foreach (string missing in report.Missing)
            output.WriteLine($"missing: {missing}");
    }

    private static void Print(TextWriter output, VideoReport video)
    {
        output.WriteLine(ReportText.Line(
            $"{video.Name}: {video.Frames} frames, {video.Seconds:0.0} s, {video.Repeats} pass(es) in {video.Slices} slices; machine noise {video.Noise.Spread * 100:0.0} %, harness {video.HarnessShare * 100:0.00} % of dense; warm-up of {video.Plans.Sum(plan => plan.WarmUpCpu):0.0} CPU s left out"));
        (string Heading, Func<PlanReport, string> Cell)[] columns = [.. Columns(video)];
        List<string[]> rows = [[.. columns.Select(column => column.Heading)]];
        rows.AddRange(ReportText.Sorted(video.Plans).Select(plan => columns.Select(column => column.Cell(plan)).ToArray()));
        Print(output, rows);
        foreach (PlanReport plan in video.Plans.Where(plan => plan.Accuracy is not null))
        {
            AccuracySection accuracy = plan.Accuracy!;
            string tracks = accuracy.Mota is null ? "" : ReportText.Line($", MOTA {accuracy.Mota:0.000}, IDF1 {accuracy.Idf1:0.000}, HOTA {accuracy.Hota:0.000}");
            output.WriteLine(ReportText.Line(
                $"  {plan.Name} against {video.Truth}: AP50 {ReportText.Number(accuracy.Ap50)}, AP50:95 {ReportText.Number(accuracy.Ap50To95)}, precision {ReportText.Number(accuracy.Precision)}, recall {ReportText.Number(accuracy.Recall)}{tracks} on {accuracy.Objects} objects"));
        }

        foreach (NoiseFloorReport change in video.NoiseFloor)
            output.WriteLine($"  noise floor, dense {change.Change}: {ReportText.Measure(change.Agreement)}{(change.Plain is null ? "" : $", F1 {ReportText.Short(change.Plain)}, IoU .75 {ReportText.Short(change.Strict)}")}");
        if (video.Remark.Length > 0)
            output.WriteLine($"  {video.Remark}");
        foreach (PlanReport plan in video.Plans.Where(plan => !plan.SameBoxes))
            output.WriteLine($"  {plan.Name} published different results in different passes");
        output.WriteLine();
    }

    private static void PrintOverall(TextWriter output, BenchReport report)
    {
        output.WriteLine(ReportText.Line($"all {report.Videos.Count} videos"));
        List<string[]> rows = [["", "plan", "of dense", "agreement", "worst video"]];
        foreach (OverallReport plan in report.Overall.OrderBy(plan => plan.OnFront ? 0 : 1).ThenBy(plan => plan.CpuRatio.Value))
        {
            bool isReference = plan.Name == report.Settings.Reference;
            string worst = plan.WorstVideo is null ? "" : ReportText.Line($"{plan.WorstVideo} {plan.WorstAgreement:0.000}");
            rows.Add([plan.OnFront ? "*" : "", plan.Name, ReportText.Ratio(plan.CpuRatio), ReportText.Measure(isReference ? null : plan.Agreement), worst]);
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

    /// <summary>The columns that this video's task has.</summary>
    private static IEnumerable<(string Heading, Func<PlanReport, string> Cell)> Columns(VideoReport video)
    {
        yield return ("", plan => plan.OnFront ? "*" : "");
        yield return ("plan", plan => plan.Name);
        yield return ("CPU s/s", plan => ReportText.Line($"{plan.CpuPerSecond:0.000}"));
        yield return ("of dense", plan => ReportText.Ratio(plan.CpuRatio));
        yield return (ReportText.HeadlineName(video), plan => ReportText.Measure(ReportText.Headline(plan)));
        foreach ((string, Func<PlanReport, string>) column in QualityColumns.Of(video))
            yield return column;
        yield return ("MACs", plan => ReportText.Line($"{plan.MacShare * 100:0} %"));
        yield return ("ms p50/p95/p99", plan => ReportText.Line($"{plan.FrameMs.P50:0.0}/{plan.FrameMs.P95:0.0}/{plan.FrameMs.P99:0.0}"));
        yield return ("frames", plan => ReportText.Outcomes(plan.Ledger));
    }
}
