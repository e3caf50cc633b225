using VideoDyn.Benchmarks.Tracking;
using VideoDyn.Core.Tracks;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules;

namespace VideoDyn.Benchmarks.Events;

/// <summary>A clip's detections through tracker and rules, and which track was on whom.</summary>
internal sealed class ClipReplay
{
    private const float SameBox = 0.3f;
    private static readonly string[] s_types = [EventTypes.ZoneEntered, EventTypes.ZoneLeft, EventTypes.TripwireCrossed];
    private readonly EventClip _clip;
    private readonly List<Dictionary<long, (long Truth, string Label)>> _onWhom = [];

    public ClipReplay(EventClip clip, SeenClip seen, TrackFeed tracker)
    {
        _clip = clip;
        var engine = new RuleEngine(RuleSet.Create(clip.Rules, seen.Labels));
        var meter = new TrackingMeter();
        List<ClipEvent> events = [];
        for (int frame = 0; frame < seen.Frames.Count; frame++)
        {
            TrackerFrame now = seen.Frames[frame];
            tracker.Advance(frame);
            engine.Advance(new RuleFrame(frame, now.Time, clip.Width, clip.Height), tracker.Tracks, tracker.Ended);
            _onWhom.Add(tracker.Tracks.Where(track => track.State == TrackState.Confirmed).ToDictionary(track => track.Id, track => WhoIs(track, frame, seen.Labels)));
            foreach (RuleEvent found in engine.Events)
            {
                if (s_types.Contains(found.Type))
                    events.Add(new ClipEvent(found.Type, seen.Labels[found.Object!.Value.ClassId], found.Direction, found.Time.At.TotalSeconds, frame, found.Object.Value.Id));
            }

            meter.Add(
                [.. clip.PlacesAt(frame).Select(place => new TrackedBox(place.Id, place.Box, Array.IndexOf([.. seen.Labels], place.Label), place.Visibility < 0.3f || place.Box.Height < 12))],
                [.. tracker.Tracks.Where(track => track.State == TrackState.Confirmed).Select(track => new TrackedBox(track.Id, track.Box, track.ClassId))]);
        }

        Found = events;
        Scores = meter.Report();
    }

    /// <summary>The rules' events.</summary>
    public IReadOnlyList<ClipEvent> Found { get; }

    /// <summary>How well the tracks fit the truth.</summary>
    public TrackingScores Scores { get; }

    /// <summary>Frames of the clip.</summary>
    public int Frames => _onWhom.Count;

    /// <summary>On whom a track is in a frame, with the class that the tracker gives it; 0 for nobody.</summary>
    public long TruthOf(long track, int frame) => _onWhom[frame].TryGetValue(track, out (long Truth, string Label) who) ? who.Truth : 0;

    /// <summary>The tracks on an object in a frame, and what they take it for.</summary>
    public IEnumerable<(long Track, string Label)> TracksOn(long truth, int frame) =>
        frame >= 0 && frame < _onWhom.Count ? _onWhom[frame].Where(pair => pair.Value.Truth == truth).Select(pair => (pair.Key, pair.Value.Label)) : [];

    private (long Truth, string Label) WhoIs(in TrackedObject track, int frame, IReadOnlyList<string> labels)
    {
        (long who, float best) = (0, SameBox);
        foreach (TruePlace place in _clip.PlacesAt(frame))
        {
            // Of those that cover each other, the one of the track's own class.
            float overlap = place.Box.IntersectionOverUnion(track.Box) + (place.Label == labels[track.ClassId] ? 0.2f : 0);
            if (place.Box.IntersectionOverUnion(track.Box) >= SameBox && overlap > best)
                (who, best) = (place.Id, overlap);
        }

        return (who, labels[track.ClassId]);
    }
}
