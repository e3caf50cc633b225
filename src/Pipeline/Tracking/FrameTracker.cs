using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Inference.Analysis;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>
/// Keeps the tracks of one stream up to date with what the gate decided: analyzed frames bring detections, reused ones
/// stand still, skipped ones move by the motion model. Weak detections serve the tracker and are dropped afterwards.
/// </summary>
public sealed class FrameTracker
{
    /// <summary>Score down to which detections keep a track that is already there.</summary>
    public const float WeakScore = 0.1f;

    private readonly ByteTracker _tracker;
    private readonly Embedder? _embedder;
    private readonly float _confidence;
    private float[] _vectors = [];

    /// <summary>Makes the tracker of one stream.</summary>
    /// <param name="confidence">Score from which detections count as seen and begin tracks, 0..1.</param>
    /// <param name="buffer">How long an object may stay unseen; null for the tracker's default.</param>
    /// <param name="embedder">Tells individuals apart, so that they keep their number when they come back; null for none. The caller disposes it.</param>
    /// <exception cref="Core.Errors.VideoDynException">The buffer is out of range (kind Configuration).</exception>
    public FrameTracker(float confidence, TimeSpan? buffer = null, Embedder? embedder = null)
    {
        var defaults = new TrackerOptions();
        _confidence = confidence;
        _embedder = embedder;
        _tracker = new ByteTracker(defaults with
        {
            LowScore = Math.Min(WeakScore, confidence),
            HighScore = confidence,
            NewTrackScore = confidence,
            TrackBufferSeconds = buffer?.TotalSeconds ?? defaults.TrackBufferSeconds,
        });
    }

    /// <summary>Confirmed and lost tracks, by rising id.</summary>
    public IReadOnlyList<TrackedObject> Tracks => _tracker.Tracks;

    /// <summary>Once confirmed tracks that ended with the last frame, as they were last.</summary>
    public IReadOnlyList<TrackedObject> Ended => _tracker.Ended;

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
    }

    /// <summary>Gives all objects up, because what comes next has nothing to do with what was seen; numbers go on.</summary>
    public void Reset() => _tracker.Reset();

    // Weak detections begin no track and bring none back, so their vectors would be wasted: they stay zero, which means none.
    private int Embed(FrameLease frame, Observations observations)
    {
        int dimension = _embedder!.Dimension;
        int count = observations.Detections.Count;
        if (_vectors.Length < count * dimension)
            _vectors = new float[count * dimension * 2];
        for (int index = 0; index < count; index++)
        {
            Span<float> vector = _vectors.AsSpan(index * dimension, dimension);
            vector.Clear();
            if (observations.Detections[index].Score < _confidence)
                continue;
            _embedder.Embed(frame, observations.Detections[index].Box, vector);
            observations.Macs += _embedder.Info.DenseMacs;
        }

        return dimension;
    }
}
