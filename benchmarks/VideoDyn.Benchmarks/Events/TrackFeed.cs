using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Benchmarks.Events;

/// <summary>What the rules are given frame by frame: tracks from detections, or what a part of the way without faults would give.</summary>
internal abstract class TrackFeed
{
    // Boxes of an overlap from which a detector has found an object.
    private const float Found = 0.4f;

    // Who is hidden more than this is seen by no detector.
    private const float Visible = 0.3f;

    /// <summary>The objects in view.</summary>
    public abstract IReadOnlyList<TrackedObject> Tracks { get; }

    /// <summary>Those given up in this frame.</summary>
    public abstract IReadOnlyList<TrackedObject> Ended { get; }

    /// <summary>Goes on to a frame.</summary>
    public abstract void Advance(int frame);

    /// <summary>The detector's boxes through the tracker.</summary>
    public static TrackFeed Detected(SeenClip seen, TrackerOptions options) => new Tracker(seen, options, frame => seen.Frames[frame].Detections);

    /// <summary>Every visible object, box and class without fault, through the tracker: what is left is what nobody can see.</summary>
    public static TrackFeed PerfectDetector(EventClip clip, SeenClip seen, TrackerOptions options) => new Tracker(
        seen, options, frame => [.. clip.PlacesAt(frame).Where(place => place.Visibility >= Visible).Select(place => new Detection(place.Box, ClassOf(seen, place), 1))]);

    /// <summary>The detector's boxes, even weak ones, each given to whom it is on: what is left is the detector's.</summary>
    public static TrackFeed PerfectTracker(EventClip clip, SeenClip seen, TrackerOptions options) => new Oracle(clip, seen, options);

    private static int ClassOf(SeenClip seen, TruePlace place) => Array.IndexOf([.. seen.Labels], place.Label);

    private sealed class Tracker(SeenClip seen, TrackerOptions options, Func<int, Detection[]> detections) : TrackFeed
    {
        private readonly ByteTracker _tracker = new(options with { LowScore = FrameTracker.WeakScore, HighScore = seen.Confidence, NewTrackScore = seen.Confidence });

        public override IReadOnlyList<TrackedObject> Tracks => _tracker.Tracks;

        public override IReadOnlyList<TrackedObject> Ended => _tracker.Ended;

        public override void Advance(int frame) => _tracker.Update(seen.Frames[frame].Time, detections(frame));
    }

    private sealed class Oracle(EventClip clip, SeenClip seen, TrackerOptions options) : TrackFeed
    {
        private readonly SortedDictionary<long, TrackedObject> _objects = [];
        private readonly List<TrackedObject> _ended = [];

        public override IReadOnlyList<TrackedObject> Tracks => [.. _objects.Values];

        public override IReadOnlyList<TrackedObject> Ended => _ended;

        public override void Advance(int frame)
        {
            TimeSpan time = seen.Frames[frame].Time;
            List<Detection> left = [.. seen.Frames[frame].Detections];
            foreach (TruePlace place in clip.PlacesAt(frame).OrderByDescending(place => place.Visibility))
            {
                Detection best = left.Where(one => one.ClassId == ClassOf(seen, place)).OrderByDescending(one => one.Box.IntersectionOverUnion(place.Box)).FirstOrDefault();
                if (best.Box.IntersectionOverUnion(place.Box) < Found)
                    continue;
                left.Remove(best);
                _objects[place.Id] = Seen(place.Id, best, time, _objects.TryGetValue(place.Id, out TrackedObject before) ? before.StartTime : time);
            }

            _ended.Clear();
            foreach (TrackedObject one in _objects.Values.ToArray())
            {
                TimeSpan age = time - one.LastDetected;
                if (age.TotalSeconds > options.TrackBufferSeconds)
                    _ended.Add(one);
                if (age.TotalSeconds > options.TrackBufferSeconds)
                    _objects.Remove(one.Id);
                else if (age > TimeSpan.Zero)
                    _objects[one.Id] = one with { State = TrackState.Lost, Provenance = Provenance.Predicted, Age = age };
            }
        }

        private static TrackedObject Seen(long id, in Detection detection, TimeSpan time, TimeSpan start) => new()
        {
            Id = id,
            ClassId = detection.ClassId,
            Box = detection.Box,
            Score = detection.Score,
            State = TrackState.Confirmed,
            Provenance = Provenance.Detected,
            StartTime = start,
            LastDetected = time,
            Age = TimeSpan.Zero,
            VelocityX = 0,
            VelocityY = 0,
            PositionUncertainty = 0,
        };
    }
}
