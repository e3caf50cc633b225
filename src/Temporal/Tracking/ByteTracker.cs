using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking.Appearance;
using VideoDyn.Temporal.Tracking.Association;
using VideoDyn.Temporal.Tracking.Motion;
using VideoDyn.Temporal.Tracking.Tracks;

namespace VideoDyn.Temporal.Tracking;

/// <summary>
/// Links detections to tracks in frames that come at irregular times. High scores are associated first and low scores
/// with what is left (ByteTrack; Zhang et al., ECCV 2022), but motion, gates and patience run on stream time, so that
/// the same scene gives the same tracks at 30 frames per second and at 2.
/// </summary>
/// <remarks>
/// Call exactly one of <see cref="Update(TimeSpan, IReadOnlyList{Detection})"/>, <see cref="Reuse"/> and
/// <see cref="Predict"/> per frame, as the gate decided. Stream time that stands still or steps back counts as no
/// elapsed time and is counted; time goes on from there. Same input, same ids. One stream, one thread at a time;
/// steady state allocates nothing.
/// </remarks>
public sealed class ByteTracker
{
    private readonly TrackerOptions _options;
    private readonly PairLimits _highLimits;
    private readonly PairLimits _lowLimits;
    private readonly StreamClock _clock = new();
    private readonly TrackTable _table;
    private readonly DetectionIntake _intake;
    private readonly Associator _associator;
    private readonly AppearanceMatcher _appearance;
    private readonly Relinker _relinker;
    private readonly List<TrackedObject> _tracks = [];
    private readonly List<TrackedObject> _tentative = [];
    private long _malformed;
    private long _detectionsCut;

    /// <summary>Creates a tracker for one stream.</summary>
    /// <param name="options">Settings; the defaults when null.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public ByteTracker(TrackerOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
        _highLimits = PairLimits.High(_options);
        _lowLimits = PairLimits.Low(_options);
        _table = new(_options, _clock);
        _intake = new(_options);
        _associator = new(_options);
        _appearance = new(_options);
        _relinker = new(_options);
    }

    /// <summary>
    /// Confirmed and lost tracks after the last call, by rising id. The list is refilled by the next call.
    /// </summary>
    public IReadOnlyList<TrackedObject> Tracks => _tracks;

    /// <summary>Tracks that are not confirmed yet, by rising id. Never count them.</summary>
    public IReadOnlyList<TrackedObject> Tentative => _tentative;

    /// <summary>Once confirmed tracks that ended in the last call, as they were last.</summary>
    public IReadOnlyList<TrackedObject> Ended => _table.Ended;

    /// <summary>Whether a cap cut detections or tracks in the last call.</summary>
    public bool Truncated { get; private set; }

    /// <summary>What was ignored or cut so far.</summary>
    public TrackerCounters Counters => new()
    {
        Malformed = _malformed,
        DetectionsCut = _detectionsCut,
        TracksCut = _table.Cut,
        TimeStoodStill = _clock.StoodStill,
        TimeWentBack = _clock.WentBack,
    };

    /// <summary>An analyzed frame.</summary>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="detections">What the network saw, in any order. Unsound ones are ignored and counted.</param>
    public void Update(TimeSpan streamTime, IReadOnlyList<Detection> detections) => Update(streamTime, detections, default, 0);

    /// <summary>An analyzed frame whose detections come with appearance vectors, so that objects are known when they come back.</summary>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="detections">What the network saw, in any order. Unsound ones are ignored and counted.</param>
    /// <param name="appearances">
    /// One vector per detection, one after the other; only the direction matters. All zero or not finite means none.
    /// </param>
    /// <param name="dimension">Numbers per vector, the same for a whole stream; 0 when there are none.</param>
    /// <exception cref="ArgumentException">The number of values is not the number of detections times the dimension.</exception>
    public void Update(TimeSpan streamTime, IReadOnlyList<Detection> detections, ReadOnlySpan<float> appearances, int dimension)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        if (appearances.Length != (long)detections.Count * dimension)
        {
            throw new ArgumentException(
                $"Expected {detections.Count} vectors of {dimension} values, found {appearances.Length} values.", nameof(appearances));
        }
        Begin(streamTime);
        long cutBefore = _table.Cut;
        _intake.Read(detections);
        ReadOnlySpan<Measurement> measurements = _intake.Measurements;
        _appearance.Read(measurements[.._intake.HighCount], appearances, dimension);
        _associator.Begin(measurements.Length);
        MatchHighScores(measurements);
        MatchLowScores(measurements);
        _appearance.Match(_table.All, measurements[.._intake.HighCount], _associator.TrackOfMeasurement);
        Apply(measurements);
        foreach (Track track in _table.All)
        {
            if (!track.IsMatched)
                track.Miss();
        }
        _table.Expire();
        BeginTracks(measurements);
        _relinker.Join(_table, _clock);
        _malformed += _intake.Malformed;
        _detectionsCut += _intake.Cut;
        Truncated = _intake.Cut > 0 || _table.Cut > cutBefore;
        Publish();
    }

    /// <summary>A frame whose pixels equal those of the last analyzed one: what was seen there stands, and has not moved.</summary>
    /// <param name="streamTime">Stream time of the frame.</param>
    public void Reuse(TimeSpan streamTime)
    {
        Begin(streamTime);
        foreach (Track track in _table.All)
        {
            if (!track.IsMissed)
                track.Reuse(_clock, _options);
        }
        Publish();
    }

    /// <summary>A skipped frame: tracks move by their motion model and grow uncertain. Nobody is missed.</summary>
    /// <param name="streamTime">Stream time of the frame.</param>
    public void Predict(TimeSpan streamTime)
    {
        Begin(streamTime);
        Publish();
    }

    /// <summary>
    /// Ends all tracks (scene cut, outage, new frame size) and reports them in <see cref="Ended"/>. Ids go on; the next
    /// stream time may be any.
    /// </summary>
    public void Reset()
    {
        _table.BeginFrame();
        _table.Clear();
        _clock.Restart();
        Truncated = false;
        Publish();
    }

    private void Begin(TimeSpan streamTime)
    {
        double seconds = _clock.Advance(streamTime);
        var position = MotionStep.Over(seconds, _options.TypicalSpeed, _options.VelocityMemorySeconds);
        var size = MotionStep.Over(seconds, _options.TypicalSizeRate, _options.VelocityMemorySeconds);
        Truncated = false;
        _table.BeginFrame();
        foreach (Track track in _table.All)
            track.Predict(position, size);
        _table.Expire();
    }

    private void MatchHighScores(ReadOnlySpan<Measurement> measurements)
    {
        int offered = 0;
        foreach (Track track in _table.All)
        {
            if (!track.IsDormant)
                offered = _associator.Offer(track, offered);
        }
        _associator.Match(offered, measurements, 0, _intake.HighCount, _highLimits);
    }

    // A low score keeps a track that was just seen; it neither begins one nor brings a lost one back.
    private void MatchLowScores(ReadOnlySpan<Measurement> measurements)
    {
        int offered = 0;
        foreach (Track track in _table.All)
        {
            if (!track.IsMatched && !track.IsTentative && !track.IsMissed)
                offered = _associator.Offer(track, offered);
        }
        _associator.Match(offered, measurements, _intake.HighCount, measurements.Length, _lowLimits);
    }

    private void Apply(ReadOnlySpan<Measurement> measurements)
    {
        for (int index = 0; index < measurements.Length; index++)
        {
            Track? track = _associator.TrackOfMeasurement[index];
            if (track is null)
                continue;
            // Nobody looked: this is the track's own prediction, which says nothing new about it.
            if (measurements[index].Detection.Provenance == Provenance.Predicted)
            {
                track.Hold(_clock);
                continue;
            }

            if (track.IsReentering)
                track.Reenter(measurements[index], _clock, _options);
            else
                track.Update(measurements[index], _clock, _options);
            if (index < _intake.HighCount)
                _appearance.Learn(track, index);
        }
    }

    private void BeginTracks(ReadOnlySpan<Measurement> measurements)
    {
        for (int index = 0; index < _intake.HighCount; index++)
        {
            Detection detection = measurements[index].Detection;
            if (_associator.TrackOfMeasurement[index] is not null || detection.Score < _options.NewTrackScore
                || detection.Provenance == Provenance.Predicted)
            {
                continue;
            }

            if (_table.TryBegin(measurements[index]) is { } track)
                _appearance.Learn(track, index);
        }
    }

    private void Publish()
    {
        _tracks.Clear();
        _tentative.Clear();
        foreach (Track track in _table.All)
        {
            if (!track.IsDormant)
                (track.IsTentative ? _tentative : _tracks).Add(track.View(_clock));
        }
    }
}
