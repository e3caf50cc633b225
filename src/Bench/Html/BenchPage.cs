using System.Text;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;

namespace VideoDyn.Bench.Html;

/// <summary>The report as one page that needs nothing else: no script, no other file, readable on a phone.</summary>
internal static class BenchPage
{
    /// <summary>Renders the page as UTF-8.</summary>
    /// <param name="report">The numbers.</param>
    /// <param name="records">What its videos come from, in their order, for the pictures.</param>
    /// <param name="pictures">Whether to show any.</param>
    public static byte[] Render(BenchReport report, IReadOnlyList<VideoRecord> records, bool pictures)
    {
        var page = new StringBuilder(64 * 1024);
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Add($"<title>VideoDyn bench: {Markup.Escape(string.Join(", ", report.Videos.Select(video => video.Name)))}</title><style>{Style()}</style></head><body>");
        Head(page, report);
        if (report.Videos.Count > 1)
            All(page, report);
        for (int place = 0; place < report.Videos.Count; place++)
            Video(page, report, report.Videos[place], pictures ? records[place] : null);
        page.Append("</body></html>");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void Head(StringBuilder page, BenchReport report)
    {
        page.Append("<h1>Plans against dense</h1>");
        page.Add($"<p>Processor time and agreement of each plan beside <em>dense</em>: the same model by ONNX Runtime on every frame, in the same run. Agreement is the F1 of matched boxes (score {report.Settings.Agreement.Threshold:0.##}, overlap {report.Settings.Agreement.Iou:0.##}, moving classes) with its 95 % interval over segments of {report.Settings.Agreement.SegmentSeconds:0.#} s; segmenters are compared by mIoU, classifiers by their first label. {Published(report.Settings)}</p>");
        page.Add($"<p class=\"dim\">{Markup.Escape(report.Machine.Processor)}, {report.Machine.Cores} cores, {Markup.Escape(report.Machine.System)}; VideoDyn {report.Versions.Videodyn}, ONNX Runtime {report.Versions.OnnxRuntime}, .NET {report.Versions.Dotnet}, FFmpeg {Markup.Escape(report.Versions.Ffmpeg)}; {report.Settings.Threads} inference thread(s), decoding {report.Settings.Decode}; {report.Made:yyyy-MM-dd HH:mm} UTC</p>");
        page.Add($"<p class=\"dim\"><code>{Markup.Escape(report.Command)}</code></p>");
        foreach (string missing in report.Missing)
            page.Add($"<p class=\"warn\">Missing: {Markup.Escape(missing)}</p>");
    }

    private static string Published(SettingsReport settings)
    {
        string boxes = settings.Tracker == "none"
            ? "On skipped frames a detector's boxes stay where they were (no tracker)."
            : "On skipped frames a detector's boxes are moved by the tracker; \"held\" is the agreement if they had stayed where they were.";
        return settings.Reference == "dense" ? boxes : $"{boxes} Results are compared with {Markup.Escape(settings.Reference)} instead of dense, costs with dense.";
    }

    private static void All(StringBuilder page, BenchReport report)
    {
        page.Add($"<h2>All {report.Videos.Count} videos</h2>");
        page.Append(TradeOffChart.Draw(
            [.. report.Overall.Select(plan => (plan.Name, plan.CpuRatio, plan.Name == report.Settings.Reference ? null : plan.Agreement, plan.OnFront))]));
        page.Append("<div class=\"scroll\"><table><tr><th>plan</th><th>of dense</th><th>agreement</th><th>worst video</th></tr>");
        foreach (OverallReport plan in report.Overall.OrderBy(plan => plan.OnFront ? 0 : 1).ThenBy(plan => plan.CpuRatio.Value))
        {
            string worst = plan.WorstVideo is null ? "" : ReportText.Line($"{plan.WorstVideo} {plan.WorstAgreement:0.000}");
            Row(page, plan.OnFront, plan.Name, ReportText.Ratio(plan.CpuRatio), ReportText.Measure(plan.Name == report.Settings.Reference ? null : plan.Agreement), worst);
        }

        page.Append("</table></div>");
    }

    private static void Video(StringBuilder page, BenchReport report, VideoReport video, VideoRecord? record)
    {
        page.Add($"<h2>{Markup.Escape(video.Name)}</h2>");
        page.Add($"<p class=\"dim\">{video.Stream?.Width}x{video.Stream?.Height} {video.Stream?.Codec}, {video.Frames} frames, {video.Seconds:0.0} s; {video.Repeats} pass(es) in {video.Slices} slices; machine noise {video.Noise.Spread * 100:0.0} %; harness {video.HarnessShare * 100:0.00} % of dense; peak memory of all plans together {video.PeakMemoryMb:0} MB</p>");
        if (video.Remark.Length > 0)
            page.Add($"<p class=\"warn\">{Markup.Escape(video.Remark)}</p>");
        page.Append(TradeOffChart.Draw([.. video.Plans.Select(plan => (plan.Name, plan.CpuRatio, ReportText.Headline(plan), plan.OnFront))]));
        PlanTables.Draw(page, video);
        page.Append("<h3>Where the time goes (CPU seconds per stream second)</h3>").Append(StageChart.Draw(video.Plans));
        string timeline = TimelineChart.Draw(video.Plans, report.Settings.SliceSeconds);
        if (timeline.Length > 0)
            page.Append("<h3>Over the video</h3>").Append(timeline);

        if (record is null)
            return;
        // The plan whose pictures tell most: the cheapest on the front that is not dense.
        PlanRecord? shown = record.Plans.Where(plan => plan != record.Reference)
            .OrderBy(plan => video.Plans.First(found => found.Name == plan.Plan.Name) is { OnFront: true } ? 0 : 1)
            .ThenBy(plan => video.Plans.First(found => found.Name == plan.Plan.Name).CpuRatio.Value)
            .FirstOrDefault();
        if (shown is not null)
            page.Append(Pictures.Draw(record, shown));
    }

    internal static void Row(StringBuilder page, bool front, params string[] cells)
    {
        page.Append(front ? "<tr class=\"front\">" : "<tr>");
        foreach (string cell in cells)
            page.Append("<td>").Append(Markup.Escape(cell)).Append("</td>");
        page.Append("</tr>");
    }

    private static string Style()
    {
        using Stream stream = typeof(BenchPage).Assembly.GetManifestResourceStream("page.css")
            ?? throw new InvalidOperationException("the page's style is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
