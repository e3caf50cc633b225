using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Summary;

/// <summary>Turns a finished run into its summary.</summary>
internal static class SummaryBuilder
{
    public static InputSummary Describe(InputSummary summary, AnalysisSession session, StreamRun? run, TimeSpan wall)
    {
        SourceInfo source = session.Source.Info;
        AnalyzerInfo analyzer = session.Analyzer.Info;
        summary = summary with
        {
            Warning = session.Source.Warning,
            Stream = new StreamSummary(
                source.Container, source.Codec, source.Width, source.Height, Math.Round(source.FrameRate, 3), source.Rotation),
            Model = new ModelSummary(
                analyzer.Model, analyzer.ModelSha256, analyzer.Head, analyzer.InputWidth, analyzer.InputHeight, analyzer.DenseMacs),
            Ledger = session.Source.Ledger.Snapshot(),
        };
        if (run is null)
            return summary;
        RunTotals totals = run.Totals;
        return summary with
        {
            Time = Time(run, session.Options.Start, wall),
            Work = new WorkSummary(
                totals.Macs,
                totals.Analyzed == 0 ? 0 : totals.ExecutedShareSum / totals.Analyzed,
                totals.FullPasses,
                totals.FramesWithObjects,
                totals.TruncatedFrames,
                totals.MalformedCandidates),
            Objects = Counts(totals.ObjectsByClass, analyzer.Labels),
            Tracks = Counts(totals.TracksByClass, analyzer.Labels),
            TrackLabels = totals.LabelOfTrack.Values.CountBy(label => label).ToDictionary(entry => entry.Key, entry => (long)entry.Value),
            Classifier = session.TrackClassifier is { } classifier
                ? new ClassifierSummary(
                    classifier.Info.Model, classifier.Info.ModelSha256, classifier.Info.DenseMacs, classifier.Crops, classifier.Postponed)
                : null,
            Labels = Counts(totals.TopLabels, analyzer.Labels),
            Segments = totals.ShareSums
                .Select((sum, classId) => (classId, share: sum / Math.Max(1, totals.Analyzed)))
                .Where(entry => entry.share > 0)
                .ToDictionary(entry => analyzer.Labels[entry.classId], entry => Math.Round(entry.share, 5)),
            Notes = session.Notes,
        };
    }

    private static TimeSummary Time(StreamRun run, TimeSpan start, TimeSpan wall)
    {
        var stages = new Dictionary<string, StageTime>();
        double cpu = 0;
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            var time = new StageTime(Seconds(run.Clock.Wall(stage)), Seconds(run.Clock.Cpu(stage)));
            cpu += time.Cpu;
            if (time is not { Wall: 0, Cpu: 0 })
                stages[stage.ToString().ToLowerInvariant()] = time;
        }

        TimeSpan covered = run.Totals.Frames == 0 ? TimeSpan.Zero : run.Totals.StreamTime - start;
        return new TimeSummary(Seconds(covered), Seconds(wall), Math.Round(cpu, 6), stages);
    }

    // Two classes may have the same name; they are counted together.
    private static Dictionary<string, long> Counts(IReadOnlyList<long> byClass, IReadOnlyList<string> labels)
    {
        var counts = new Dictionary<string, long>();
        for (int classId = 0; classId < byClass.Count; classId++)
        {
            if (byClass[classId] > 0)
                counts[labels[classId]] = counts.GetValueOrDefault(labels[classId]) + byClass[classId];
        }

        return counts;
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
