using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Temporal.Tests.Tracking.Rival;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>Runs the tracker and its rival over the same detections and scores persons (class 1) in the frames given.</summary>
internal static class Comparison
{
    private const int Person = 1;

    public static (TrackingScores Ours, TrackingScores Rival) Run(
        IReadOnlyList<TruthFrame> frames, Func<TruthFrame, List<Detection>> detector, TrackerOptions? options = null)
    {
        var tracker = new ByteTracker(options);
        var rival = new PlainByteTrack();
        var ours = new TrackingMeter();
        var theirs = new TrackingMeter();
        foreach (TruthFrame frame in frames)
        {
            List<Detection> detections = detector(frame);
            tracker.Update(frame.Time, detections);
            TrackedBox[] truth = [.. frame.Objects.Where(item => item.ClassId == Person).Select(item => new TrackedBox(item.Id, item.Box))];
            ours.Add(truth, [.. tracker.Tracks
                .Where(track => track.State == TrackState.Confirmed && track.ClassId == Person)
                .Select(track => new TrackedBox(track.Id, track.Box))]);
            theirs.Add(truth, [.. rival.Update(detections).Where(track => track.ClassId == Person).Select(track => new TrackedBox(track.Id, track.Box))]);
        }
        return (ours.Report(), theirs.Report());
    }

    public static string Line(string name, (TrackingScores Ours, TrackingScores Rival) scores) => FormattableString.Invariant(
        $"{name}: IDF1 {scores.Ours.Identity.F1!.Value:F4}, {scores.Ours.Clear.IdSwitches} switches | rival {scores.Rival.Identity.F1!.Value:F4}, {scores.Rival.Clear.IdSwitches}");
}
