using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tests.Tracking.Rival;
using VideoDyn.Temporal.Tests.Tracking.Scoring;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>Runs the tracker and its rival over the same detections and scores persons (class 1) in the frames given.</summary>
internal static class Comparison
{
    private const int Person = 1;

    public static (IdentityScore Ours, IdentityScore Rival) Run(
        IReadOnlyList<TruthFrame> frames, Func<TruthFrame, List<Detection>> detector, TrackerOptions? options = null)
    {
        var tracker = new ByteTracker(options);
        var rival = new PlainByteTrack();
        var ours = new IdentityScore();
        var theirs = new IdentityScore();
        foreach (TruthFrame frame in frames)
        {
            List<Detection> detections = detector(frame);
            tracker.Update(frame.Time, detections);
            List<(long, BoundingBox)> truth = [.. frame.Objects.Where(item => item.ClassId == Person).Select(item => (item.Id, item.Box))];
            ours.Add(truth, [.. tracker.Tracks
                .Where(track => track.State == TrackState.Confirmed && track.ClassId == Person)
                .Select(track => (track.Id, track.Box))]);
            theirs.Add(truth, [.. rival.Update(detections).Where(track => track.ClassId == Person).Select(track => (track.Id, track.Box))]);
        }
        return (ours, theirs);
    }

    public static string Line(string name, (IdentityScore Ours, IdentityScore Rival) scores) => FormattableString.Invariant(
        $"{name}: IDF1 {scores.Ours.IdF1:F4}, {scores.Ours.Switches} switches | rival {scores.Rival.IdF1:F4}, {scores.Rival.Switches}");
}
