using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Summary;

/// <summary>Turns a finished run into its summary.</summary>
internal static class SummaryBuilder
{
    /// <summary>Describes the run of a file.</summary>
    /// <param name="summary">What is known already.</param>
    /// <param name="stream">What ran.</param>
    /// <param name="wall">How long it took.</param>
    /// <param name="processor">Processor time of the whole process meanwhile; null where others ran beside it.</param>
    public static InputSummary Describe(InputSummary summary, JobStream stream, TimeSpan wall, TimeSpan? processor)
    {
        AnalysisSession session = stream.Session;
        SourceInfo source = session.Source.Info;
        AnalyzerInfo analyzer = session.Analyzer.Info;
        summary = summary with
        {
            Warning = AuditSummary.Join(session.Source.Warning, session.Auditor?.Warning),
            Stream = new StreamSummary(
                source.Container, source.Codec, source.Width, source.Height, Math.Round(source.FrameRate, 3), source.Rotation),
            Model = new ModelSummary(
                analyzer.Model, analyzer.ModelSha256, analyzer.Head, analyzer.InputWidth, analyzer.InputHeight, analyzer.DenseMacs),
            Ledger = session.Source.Ledger.Snapshot(),
        };
        if (stream.FlowOrNone is not { } flow)
            return summary;
        RunTotals totals = flow.Totals;
        return summary with
        {
            Decisions = Decisions(totals),
            Time = Time(stream, session.Options, wall, processor),
            Work = new WorkSummary(
                totals.Macs,
                totals.Analyzed == 0 ? 0 : totals.ExecutedShareSum / totals.Analyzed,
                totals.FullPasses,
                totals.FramesWithObjects,
                totals.TruncatedFrames,
                totals.MalformedCandidates),
            Crops = CropSummary.Of(session.CropTotals),
            Costs = session.Costs,
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
            Actions = session.Actions?.Summarize() ?? [],
            Audit = AuditSummary.Of(session.Auditor?.Record),
            Recorded = stream.Recorded,
            Notes = session.Notes,
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, long>> Decisions(RunTotals totals) => totals.Decisions
        .GroupBy(entry => entry.Key.Outcome)
        .OrderBy(group => group.Key)
        .ToDictionary(
            group => group.Key switch { GateOutcome.Analyze => "analyzed", GateOutcome.Reuse => "reused", _ => "skipped" },
            IReadOnlyDictionary<string, long> (group) => group
                .OrderBy(entry => entry.Key.Reason, StringComparer.Ordinal)
                .ToDictionary(entry => entry.Key.Reason.Length == 0 ? "all" : entry.Key.Reason, entry => entry.Value));

    private static TimeSummary Time(JobStream stream, AnalysisOptions options, TimeSpan wall, TimeSpan? processor)
    {
        StageClock flow = stream.Flow.Clock, reader = stream.ReaderClock;
        BookTheRest(flow, reader, options, processor);
        var stages = new Dictionary<string, StageTime>();
        double cpu = 0;
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            var time = new StageTime(Seconds(flow.Wall(stage) + reader.Wall(stage)), Seconds(flow.Cpu(stage) + reader.Cpu(stage)));
            cpu += time.Cpu;
            if (time is not { Wall: 0, Cpu: 0 })
                stages[stage.ToString().ToLowerInvariant()] = time;
        }

        RunTotals totals = stream.Flow.Totals;
        TimeSpan covered = totals.Frames == 0 ? TimeSpan.Zero : totals.StreamTime - options.Start;
        return new TimeSummary(Seconds(covered), Seconds(wall), Math.Round(cpu, 6), stages);
    }

    // Threads of the flow are measured one by one. What the process used beyond them is the network's where it was given
    // helper threads, else it is the runtime's own.
    private static void BookTheRest(StageClock flow, StageClock reader, AnalysisOptions options, TimeSpan? processor)
    {
        if (processor is not { } all)
            return;
        foreach (Stage stage in Enum.GetValues<Stage>())
            all -= flow.Cpu(stage) + reader.Cpu(stage);
        if (all > TimeSpan.Zero)
            flow.Add(options.Threads > 1 ? Stage.Inference : Stage.Rest, TimeSpan.Zero, all);
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
