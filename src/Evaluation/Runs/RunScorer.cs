using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Classification;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Runs;

/// <summary>Compares what a run wrote with the truth, or with another run.</summary>
public static class RunScorer
{
    /// <summary>Compares with the truth. Boxes of classes that the truth does not have are left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="truth">The truth.</param>
    /// <param name="scoreThreshold">Score from which detections count for precision and recall, 0..1.</param>
    /// <param name="tolerance">Greatest distance in time of two events.</param>
    public static RunScores AgainstTruth(RunFolder run, RunTruth truth, float scoreThreshold, TimeSpan tolerance)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(truth);
        HashSet<int> classes = [.. Enumerable.Range(0, (int)run.Frames).SelectMany(frame => Classes(truth.Boxes.Boxes(frame)))];
        return new RunScores
        {
            Detections = run.HasDetections ? Detections(run, truth.Boxes, classes, scoreThreshold) : null,
            Tracking = run.HasTracks ? Tracking(run, truth.Boxes, classes) : null,
            Events = truth.Events.Count > 0 ? EventMatcher.Compare(truth.Events, Comparable(run, truth), tolerance) : null,
            EventsByType = ByType(run, truth, tolerance),
        };
    }

    /// <summary>Agreement of what two runs of one video published.</summary>
    /// <exception cref="VideoDynException">The runs are of different videos, or one has no detections (kind Input).</exception>
    public static AgreementReport AgainstRun(RunFolder run, RunFolder reference)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(reference);
        if ((run.Width, run.Height, run.Frames) != (reference.Width, reference.Height, reference.Frames))
        {
            throw VideoDynException.Input(
                $"{reference.Path}: is a run over {reference.Frames} frames of {reference.Width}x{reference.Height}, expected {run.Frames} frames of {run.Width}x{run.Height} as in {run.Path}");
        }

        if (!reference.HasDetections || !(run.HasDetections || run.HasTracks))
            throw VideoDynException.Input($"{(reference.HasDetections ? run : reference).Path}: has no detections.jsonl, expected a run with --detections");
        string[] labels = [.. reference.Labels, .. run.Labels.Except(reference.Labels)];
        int[] place = [.. run.Labels.Select(label => Array.IndexOf(labels, label))];
        var meter = new AgreementMeter(labels);
        double rate = run.FrameRate > 0 ? run.FrameRate : 25;
        for (long frame = 0; frame < run.Frames; frame++)
        {
            Detection[] published = [.. run.PublishedAt(frame).Select(box => box with { ClassId = place[box.ClassId] })];
            meter.Add(TimeSpan.FromSeconds(frame / rate), reference.PublishedAt(frame).ToArray(), published);
        }

        return meter.Report();
    }

    /// <summary>Share of the classified frames with the true label; null when the run classified none.</summary>
    public static double? Top1(RunFolder run, string label)
    {
        ArgumentNullException.ThrowIfNull(run);
        var meter = new ClassificationMeter();
        foreach (string found in run.TopLabels)
            meter.Add(0, ClassNames.Canonical(found) == ClassNames.Canonical(label) ? 0 : 1);
        return meter.Top1;
    }

    private static DetectionScores Detections(RunFolder run, TruthSet truth, HashSet<int> classes, float threshold)
    {
        var meter = new DetectionMeter();
        for (long frame = 0; frame < run.Frames; frame++)
        {
            if (run.DetectionsAt(frame) is { } found)
                meter.Add(truth.Boxes(frame), [.. found.Where(box => classes.Contains(box.ClassId))]);
        }

        return meter.Report(threshold);
    }

    private static TrackingScores Tracking(RunFolder run, TruthSet truth, HashSet<int> classes)
    {
        var meter = new TrackingMeter();
        for (long frame = 0; frame < run.Frames; frame++)
        {
            var expected = new List<TrackedBox>();
            foreach (ref readonly TruthBox box in truth.Boxes(frame))
                expected.Add(TrackedBox.From(box));
            TrackedBox[] found =
            [
                .. run.TracksAt(frame).Where(track => classes.Contains(track.Box.ClassId)).Select(track => new TrackedBox(track.Id, track.Box.Box, track.Box.ClassId)),
            ];
            meter.Add(expected.ToArray(), found);
        }

        return meter.Report();
    }

    private static List<int> Classes(ReadOnlySpan<TruthBox> boxes)
    {
        var classes = new List<int>();
        foreach (ref readonly TruthBox box in boxes)
            classes.Add(box.ClassId);
        return classes;
    }

    // Events about things that the truth does not know, such as benches, are no mistakes.
    private static IEnumerable<TimedEvent> Comparable(RunFolder run, RunTruth truth)
    {
        HashSet<string> labels = [.. truth.Events.Select(item => Label(item.Key))];
        return run.Events.Where(item => labels.Contains(Label(item.Key)));
    }

    private static Dictionary<string, EventScores> ByType(RunFolder run, RunTruth truth, TimeSpan tolerance)
    {
        TimedEvent[] found = truth.Events.Count > 0 ? [.. Comparable(run, truth)] : [];
        return truth.Events.Select(item => Type(item.Key)).Distinct().Order(StringComparer.Ordinal).ToDictionary(
            type => type,
            type => EventMatcher.Compare(truth.Events.Where(item => Type(item.Key) == type), found.Where(item => Type(item.Key) == type), tolerance));
    }

    private static string Type(string key) => key[..key.IndexOf('|', StringComparison.Ordinal)];

    private static string Label(string key) => key.Split('|')[2];
}
