using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints what a run did, for people.</summary>
internal static class SummaryPrinter
{
    public static void Print(TextWriter output, InputSummary input, string? folder)
    {
        output.WriteLine(Line($"{input.Name}: {input.Status}"));
        if (input is { Ledger: { } ledger, Time: { } time, Work: { } work })
        {
            output.WriteLine(Line($"  frames   {Account(ledger)}"));
            if (input.Segments.Count > 0)
                output.WriteLine(Line($"  classes  {string.Join(", ", input.Segments.OrderByDescending(entry => entry.Value).Take(8).Select(entry => Line($"{entry.Key} {entry.Value:P1}")))}"));
            else if (input.Labels.Count > 0)
                output.WriteLine(Line($"  labels   {Top(input.Labels)}"));
            else if (input.Actions.Count == 0 || input.Objects.Count > 0 || input.Tracks.Count > 0)
                output.WriteLine(Line($"  objects  {Objects(input)}"));
            if (input.Tracks.Count > 0)
                output.WriteLine(Line($"  tracks   {input.Tracks.Values.Sum()}: {Top(input.Tracks)}"));
            if (input.Classifier is { } classifier)
                output.WriteLine(Line($"  labelled {input.TrackLabels.Values.Sum()}: {Top(input.TrackLabels)} ({classifier.Crops} looks)"));
            if (input.Decisions.Values.Sum(reasons => reasons.Count) > 1)
                output.WriteLine(Line($"  gate     {Decisions(input)}"));
            foreach (ActionSummary action in input.Actions)
                ActionPrinter.Print(output, action);
            if (input.Audit is { } audit)
                AuditPrinter.Print(output, audit);
            output.WriteLine(Line($"  events   {input.Events}"));
            output.WriteLine(Line($"  time     {time.Stream:F1} s of video in {time.Wall:F1} s ({Rate(ledger.Decoded, time.Wall)} fps), {time.Cpu:F1} s CPU"));
            output.WriteLine(Line($"  stages   {Stages(time)}"));
            output.WriteLine(Line($"  work     {work.Macs / 1e9:F1} GMAC, {work.ExecutedShare:P1} of dense per analyzed frame, {work.FullPasses} full passes"));
            if (input.Crops is { } crops)
                output.WriteLine(Line($"  crops    {crops.PerFrame:F1} per analyzed frame, {crops.PixelShare:P1} of its pixels, {crops.WholeViews} whole views ({Top(crops.ByReason)}), {crops.Unseen} left out"));
            if (input.Recorded is { } recorded)
                output.WriteLine(Line($"  recorded {Recorded(recorded)}"));
            foreach (string note in input.Notes)
                output.WriteLine(Line($"  note     {note}"));
            if (work.TruncatedFrames > 0)
                output.WriteLine(Line($"  capped   {work.TruncatedFrames} frames had more candidates than the cap; the weakest were left out"));
            if (work.MalformedCandidates > 0)
                output.WriteLine(Line($"  ignored  {work.MalformedCandidates} candidates without finite numbers"));
        }

        if (folder is not null)
        {
            foreach (string file in input.Files)
                output.WriteLine(Line($"  written  {Path.Combine(folder, file)}"));
        }
    }

    private static string Account(LedgerSnapshot ledger)
    {
        List<string> parts = [Line($"{ledger.Received} received"), Line($"{ledger.Analyzed} analyzed")];
        if (ledger.Reused > 0)
            parts.Add(Line($"{ledger.Reused} reused"));
        parts.AddRange(ledger.Skipped.Select(entry => Line($"{entry.Value} skipped ({entry.Key})")));
        parts.AddRange(ledger.Dropped.Select(entry => Line($"{entry.Value} dropped ({entry.Key})")));
        parts.AddRange(ledger.Failed.Select(entry => Line($"{entry.Value} failed ({entry.Key})")));
        return string.Join(", ", parts);
    }

    private static string Decisions(InputSummary input) => string.Join(
        "; ", input.Decisions.Select(outcome => $"{outcome.Key}: {string.Join(", ", outcome.Value.Select(reason => Line($"{reason.Key} {reason.Value}")))}"));

    private static string Recorded(RecordingCounts counts)
    {
        List<string> parts = [Line($"{counts.Snapshots} snapshots"), Line($"{counts.Clips} clips")];
        if (counts.SnapshotsFailed > 0)
            parts.Add(Line($"{counts.SnapshotsFailed} snapshots failed"));
        if (counts.ClipsFailed > 0)
            parts.Add(Line($"{counts.ClipsFailed} clips failed"));
        if (counts.ClipsCut > 0)
            parts.Add(Line($"{counts.ClipsCut} clips not whole"));
        if (counts.Deleted > 0)
            parts.Add(Line($"{counts.Deleted} old files deleted"));
        return string.Join(", ", parts);
    }

    private static string Objects(InputSummary input) => input.Objects.Count == 0
        ? "none"
        : Line($"{input.Objects.Values.Sum()} in {input.Work!.FramesWithObjects} frames: ")
            + Top(input.Objects);

    private static string Top(IReadOnlyDictionary<string, long> counts) =>
        string.Join(", ", counts.OrderByDescending(entry => entry.Value).Take(8).Select(entry => Line($"{entry.Key} {entry.Value}")));

    private static string Stages(TimeSummary time) => string.Join(
        ", ",
        time.Stages.Where(stage => stage.Value.Wall >= 0.0005).OrderByDescending(stage => stage.Value.Wall)
            .Select(stage => Line($"{stage.Key} {stage.Value.Wall:F2} s")));

    private static string Rate(long frames, double seconds) => seconds > 0 ? Line($"{frames / seconds:F1}") : "0";

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
