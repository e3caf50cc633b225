using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Inference.Crops;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>
/// Keeps the tracks of one stream up to date with what the gate decided: analyzed frames bring detections, reused ones
/// stand still, skipped ones move by the motion model. Weak detections serve the tracker and are dropped afterwards.
/// </summary>
public sealed class FrameTracker : ITrackView
{
    /// <summary>Score down to which detections keep a track that is already there.</summary>
    public const float WeakScore = 0.1f;

    private readonly ByteTracker _tracker;
    private readonly Embedder? _embedder;
    private readonly float _confidence;
    private readonly TrackClassifier? _classifier;
    private readonly List<TrackedObject> _labelled = [];
    private readonly List<TrackedObject> _labelledEnded = [];
    private BoundingBox[] _boxes = [];
    private float[] _vectors = [];

    /// <summary>Makes the tracker of one stream.</summary>
    /// <param name="confidence">Score from which detections count as seen and begin tracks, 0..1.</param>
    /// <param name="buffer">How long an object may stay unseen; null for the tracker's default.</param>
    /// <param name="embedder">Tells individuals apart, so that they keep their number when they come back; null for none. The caller disposes it.</param>
    /// <param name="classifier">Says what each object is beyond the detector's class; null for none.</param>
    /// <param name="relink">How long after it was seen last a lost object may go on as one that appears nearby; zero for never.</param>
    /// <exception cref="Core.Errors.VideoDynException">A time is out of range (kind Configuration).</exception>
    public FrameTracker(float confidence, TimeSpan? buffer = null, Embedder? embedder = null, TrackClassifier? classifier = null, TimeSpan relink = default)
    {
        var defaults = new TrackerOptions();
        _confidence = confidence;
        _embedder = embedder;
        _classifier = classifier;
        _tracker = new ByteTracker(defaults with
        {
            LowScore = Math.Min(WeakScore, confidence),
            HighScore = confidence,
            NewTrackScore = confidence,
            TrackBufferSeconds = buffer?.TotalSeconds ?? defaults.TrackBufferSeconds,
            RelinkSeconds = relink.TotalSeconds,
        });
    }

    /// <summary>Confirmed and lost tracks, by rising id.</summary>
    public IReadOnlyList<TrackedObject> Tracks => _classifier is null ? _tracker.Tracks : _labelled;

    /// <inheritdoc/>
    public float Confidence => _confidence;

    /// <inheritdoc/>
    public IReadOnlyList<TrackedObject> Tentative => _tracker.Tentative;

    /// <summary>Once confirmed tracks that ended with the last frame, as they were last.</summary>
    public IReadOnlyList<TrackedObject> Ended => _classifier is null ? _tracker.Ended : _labelledEnded;

    /// <summary>What was ignored or cut so far.</summary>
    public TrackerCounters Counters => _tracker.Counters;

    /// <summary>Takes in the next frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="decision">What the gate decided about it.</param>
    /// <param name="observations">Its analysis when it was analyzed; weak detections are removed.</param>
    public void Advance(FrameLease frame, GateDecision decision, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        switch (decision.Outcome)
        {
            case GateOutcome.Analyze when _embedder is not null:
                int dimension = Embed(frame, observations);
                _tracker.Update(frame.StreamTime, observations.Detections, _vectors.AsSpan(0, observations.Detections.Count * dimension), dimension);
                observations.KeepFrom(_confidence);
                break;
            case GateOutcome.Analyze:
                _tracker.Update(frame.StreamTime, observations.Detections);
                observations.KeepFrom(_confidence);
                break;
            case GateOutcome.Reuse:
                _tracker.Reuse(frame.StreamTime);
                break;
            default:
                _tracker.Predict(frame.StreamTime);
                break;
        }

        if (_classifier is not null)
            Label(_classifier, frame, decision.Outcome, observations);
    }

    private void Label(TrackClassifier classifier, FrameLease frame, GateOutcome outcome, Observations observations)
    {
        classifier.Forget(_tracker.Ended);
        if (outcome == GateOutcome.Analyze)
            classifier.Look(frame, _tracker.Tracks, observations);
        Copy(classifier, _tracker.Tracks, _labelled);
        Copy(classifier, _tracker.Ended, _labelledEnded);
    }

    private static void Copy(TrackClassifier classifier, IReadOnlyList<TrackedObject> tracks, List<TrackedObject> labelled)
    {
        labelled.Clear();
        for (int index = 0; index < tracks.Count; index++)
            labelled.Add(tracks[index] with { Labels = classifier.LabelsOf(tracks[index].Id) });
    }

    /// <summary>Gives all objects up, because what comes next has nothing to do with what was seen; numbers go on.</summary>
    public void Reset()
    {
        _tracker.Reset();
        _classifier?.Forget(_tracker.Ended);
        _labelled.Clear();
        _labelledEnded.Clear();
    }

    // Weak detections begin no track and bring none back, so their vectors would be wasted: they stay zero, which means none.
    private int Embed(FrameLease frame, Observations observations)
    {
        int dimension = _embedder!.Dimension;
        ReadOnlySpan<Detection> detections = observations.Span;
        if (_boxes.Length < detections.Length)
        {
            _boxes = new BoundingBox[detections.Length * 2];
            _vectors = new float[_boxes.Length * dimension];
        }

        // They stand by falling score, so the strong ones come first.
        int strong = 0;
        for (; strong < detections.Length && detections[strong].Score >= _confidence; strong++)
            _boxes[strong] = detections[strong].Box;
        int crops = _embedder.Embed(frame, _boxes.AsSpan(0, strong), _vectors, observations.Clock);
        _vectors.AsSpan(strong * dimension, (detections.Length - strong) * dimension).Clear();
        observations.Macs += crops * _embedder.Info.DenseMacs;
        return dimension;
    }
}
