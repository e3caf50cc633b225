using System.Runtime.InteropServices;
using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Tracking;

namespace VideoDyn.Bench.Comparing;

/// <summary>
/// Tracks and events of a plan against those of its reference: who is followed as somebody else, and which objects enter
/// and leave unnoticed, late or without cause. Of moving classes only, where the reference's model knows any.
/// </summary>
internal static class TrackComparison
{
    public static TrackingSection Compare(LoggedPlan reference, LoggedPlan plan, int frames, BenchOptions options)
    {
        int[]? classes = LabelMap.Between(plan.Info.Labels, reference.Info.Labels);
        bool[] counted = Counted(reference.Info.Labels);
        var meter = new TrackingMeter(options.Agreement.MinimumIou);
        List<TrackedBox> expected = [];
        List<TrackedBox> found = [];
        HashSet<long> expectedTracks = [];
        HashSet<long> foundTracks = [];
        for (int frame = 0; frame < frames; frame++)
        {
            Collect(reference.Log.Tracks(frame), null, counted, expected, expectedTracks);
            Collect(plan.Log.Tracks(frame), classes, counted, found, foundTracks);
            meter.Add(CollectionsMarshal.AsSpan(expected), CollectionsMarshal.AsSpan(found));
        }

        TrackingScores scores = meter.Report();
        return new TrackingSection(
            expectedTracks.Count,
            foundTracks.Count,
            expectedTracks.Count > 0 ? scores.Clear.IdSwitches : null,
            ReportNumbers.Round(scores.Identity.F1),
            Events(reference, plan, frames, classes, counted, options.EventTolerance));
    }

    private static EventSection Events(LoggedPlan reference, LoggedPlan plan, int frames, int[]? classes, bool[] counted, TimeSpan tolerance)
    {
        TimeSpan end = frames > 0 ? reference.Log.Frames[frames - 1].StreamTime : TimeSpan.Zero;
        EventScores scores = EventMatcher.Compare(Timed(reference.Log, null, counted, end), Timed(plan.Log, classes, counted, end), tolerance);
        return new EventSection(
            tolerance.TotalSeconds,
            scores.Matched + scores.Missed,
            scores.Matched,
            scores.Missed,
            scores.Extra,
            ReportNumbers.Round(scores.Precision),
            ReportNumbers.Round(scores.Recall),
            ReportNumbers.Round(scores.MeanDelay?.TotalSeconds),
            ReportNumbers.Round(scores.P95Delay?.TotalSeconds));
    }

    private static IEnumerable<TimedEvent> Timed(PlanLog log, int[]? classes, bool[] counted, TimeSpan end) =>
        from happened in log.Events
        let classId = LabelMap.Apply(classes, happened.ClassId)
        where classId >= 0 && counted[classId] && happened.Time <= end
        select new TimedEvent($"{happened.Type} {classId}", happened.Time);

    private static void Collect(ReadOnlySpan<LoggedTrack> tracks, int[]? classes, bool[] counted, List<TrackedBox> boxes, HashSet<long> ids)
    {
        boxes.Clear();
        foreach (ref readonly LoggedTrack track in tracks)
        {
            int classId = LabelMap.Apply(classes, track.ClassId);
            if (classId < 0 || !counted[classId])
                continue;
            boxes.Add(new TrackedBox(track.Id, track.Box, classId));
            ids.Add(track.Id);
        }
    }

    private static bool[] Counted(IReadOnlyList<string> labels)
    {
        bool[] moving = [.. labels.Select(MovingClasses.Contains)];
        if (!moving.Contains(true))
            Array.Fill(moving, true);
        return moving;
    }
}
