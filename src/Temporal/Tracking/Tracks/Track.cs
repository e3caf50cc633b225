using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking.Motion;

namespace VideoDyn.Temporal.Tracking.Tracks;

/// <summary>The memory of one track. Pooled.</summary>
internal sealed class Track
{
    private BoundingBox _seenBox;
    private TimeSpan _begun;
    private TimeSpan _detected;
    private int _hits;

    public BoxFilter Filter;

    public long Id { get; private set; }

    public int ClassId { get; private set; }

    /// <summary>The box in which it was seen last.</summary>
    public BoundingBox SeenBox => _seenBox;

    public float Score { get; private set; }

    /// <summary>Whether it was never confirmed.</summary>
    public bool IsTentative { get; private set; }

    /// <summary>Whether the present frame confirmed it.</summary>
    public bool IsConfirmedNow { get; private set; }

    /// <summary>How many analyses in a row have not found it.</summary>
    public int Misses { get; private set; }

    /// <summary>Whether the last analysis did not find it.</summary>
    public bool IsMissed => Misses > 0;

    /// <summary>Whether it has left the result and only its appearance is remembered.</summary>
    public bool IsDormant { get; set; }

    /// <summary>Whether a detection of the present frame was found for it.</summary>
    public bool IsMatched { get; set; }

    /// <summary>Whether that detection was recognised by its appearance, wherever it lies.</summary>
    public bool IsReentering { get; set; }

    public Provenance Provenance { get; private set; }

    /// <summary>When it was first seen, in the time of frames.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>When the last result that contained it was true: detected or reused. In the tracker's own time.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>Mean appearance as a unit vector; its length is 0 until one was given.</summary>
    public float[] Appearance { get; set; } = [];

    /// <summary>Whether <see cref="Appearance"/> describes this object and not a former user of the memory.</summary>
    public bool HasAppearance { get; set; }

    /// <summary>Takes the memory for a new object.</summary>
    public void Begin(long id, in Measurement measurement, StreamClock clock, TrackerOptions options)
    {
        Id = id;
        ClassId = measurement.Detection.ClassId;
        IsTentative = true;
        IsConfirmedNow = false;
        IsDormant = false;
        IsReentering = false;
        HasAppearance = false;
        StartTime = clock.FrameTime;
        _begun = clock.Now;
        _hits = 0;
        Filter = BoxFilter.Start(measurement, options);
        See(measurement.Detection, clock, options);
    }

    /// <summary>Takes in a detection of an analyzed frame.</summary>
    public void Update(in Measurement measurement, StreamClock clock, TrackerOptions options)
    {
        Filter.Update(measurement, options.MeasurementNoise);
        See(measurement.Detection, clock, options);
    }

    /// <summary>Comes back by its appearance, wherever that is: the motion before says nothing any more.</summary>
    public void Reenter(in Measurement measurement, StreamClock clock, TrackerOptions options)
    {
        IsDormant = false;
        IsReentering = false;
        Filter = BoxFilter.Start(measurement, options);
        See(measurement.Detection, clock, options);
    }

    /// <summary>The pixels are the same as when it was last seen, so it has not moved.</summary>
    public void Reuse(StreamClock clock, TrackerOptions options)
    {
        var standing = Measurement.From(new(_seenBox, ClassId, Score), 0);
        Filter.Update(standing, options.MeasurementNoise);
        Hit(clock, options);
        Provenance = Provenance.Reused;
    }

    /// <summary>An analysis did not look where it should be, so it goes on as it was and stays a prediction.</summary>
    public void Hold(StreamClock clock)
    {
        LastSeen = clock.Now;
        IsMatched = true;
        IsReentering = false;
    }

    /// <summary>An analysis did not find it.</summary>
    public void Miss()
    {
        Misses = Math.Min(Misses + 1, 1_000_000);
        Filter.KeepSize();
    }

    /// <summary>Turns out to be the object that was just taken for a new one. The other is to be forgotten.</summary>
    public void GoOnAs(Track other)
    {
        (Filter, _seenBox, _detected, Score, Provenance) = (other.Filter, other._seenBox, other._detected, other.Score, other.Provenance);
        (LastSeen, Misses, IsMatched) = (other.LastSeen, 0, true);
        if (HasAppearance || !other.HasAppearance)
            return;
        (Appearance, other.Appearance) = (other.Appearance, Appearance);
        HasAppearance = true;
    }

    /// <summary>Lets time pass; until something is seen the box is a prediction.</summary>
    public void Predict(in MotionStep position, in MotionStep size)
    {
        Filter.Predict(position, size);
        Provenance = Provenance.Predicted;
        IsMatched = false;
        IsConfirmedNow = false;
    }

    /// <summary>What the world may know.</summary>
    public TrackedObject View(StreamClock clock)
    {
        TimeSpan age = clock.Since(_detected);
        return new()
        {
            Id = Id,
            ClassId = ClassId,
            Box = Provenance == Provenance.Predicted ? Filter.Box : _seenBox,
            Score = Score,
            State = IsTentative ? TrackState.Tentative : IsMissed ? TrackState.Lost : TrackState.Confirmed,
            Provenance = Provenance,
            StartTime = StartTime,
            LastDetected = clock.FrameTimeBefore(age),
            Age = age,
            VelocityX = (float)Filter.X.Velocity,
            VelocityY = (float)Filter.Y.Velocity,
            PositionUncertainty = (float)Filter.PositionUncertainty,
        };
    }

    private void See(in Detection detection, StreamClock clock, TrackerOptions options)
    {
        _seenBox = detection.Box;
        Score = detection.Score;
        _detected = clock.NowBefore(detection.Age);
        Hit(clock, options);
        Provenance = detection.Provenance;
        IsMatched = true;
    }

    private void Hit(StreamClock clock, TrackerOptions options)
    {
        _hits++;
        LastSeen = clock.Now;
        Misses = 0;
        if (_hits >= options.ConfirmHits && clock.Since(_begun).TotalSeconds >= options.ConfirmSeconds)
            (IsTentative, IsConfirmedNow) = (false, IsConfirmedNow || IsTentative);
    }
}
