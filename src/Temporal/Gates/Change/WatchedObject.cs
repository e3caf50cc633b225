using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>What the gate remembers of one object that the last analysis saw. Pooled.</summary>
internal sealed class WatchedObject
{
    /// <summary>What an analysis adds fades to this share with every later one.</summary>
    private const double Keep = 0.8;

    private double _squares;
    private double _times;

    public long Id { get; private set; }

    /// <summary>Where the last analysis saw it.</summary>
    public BoundingBox Seen { get; private set; }

    /// <summary>Where it is published now.</summary>
    public BoundingBox Predicted { get; private set; }

    public float Score { get; private set; }

    public bool IsTentative { get; private set; }

    /// <summary>Whether the analysis at hand saw it.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether it counts as seen, rather than being kept by weak detections.</summary>
    public bool IsStrong { get; private set; }

    /// <summary>Seconds since it was seen, in which pixels around it changed.</summary>
    public double Active { get; private set; }

    /// <summary>Whether what it showed was looked for in the last frame.</summary>
    public bool WasLookedFor { get; private set; }

    /// <summary>How far from its expected place that was found, in box sizes; null where it was not.</summary>
    public double? Found { get; private set; }

    private float VelocityX { get; set; }

    private float VelocityY { get; set; }

    public void Begin(long id)
    {
        Id = id;
        _squares = _times = 0;
    }

    public void See(in TrackedObject track, bool isTentative, float confidence)
    {
        Seen = Predicted = track.Box;
        Score = track.Score;
        IsStrong = track.Score >= confidence;
        IsTentative = isTentative;
        Active = 0;
        WasLookedFor = false;
        // Nobody publishes the motion of an object that is not confirmed.
        (VelocityX, VelocityY) = isTentative ? (0, 0) : (track.VelocityX, track.VelocityY);
    }

    /// <summary>Takes over where the tracker has it at a frame that was not analyzed.</summary>
    public void Follow(in TrackedObject track)
    {
        Predicted = track.Box;
        (VelocityX, VelocityY) = (track.VelocityX, track.VelocityY);
    }

    /// <summary>The place one frame after the last one that the tracker was asked about.</summary>
    public BoundingBox Ahead(double seconds)
    {
        float x = (float)(VelocityX * seconds), y = (float)(VelocityY * seconds);
        return new(Predicted.X1 + x, Predicted.Y1 + y, Predicted.X2 + x, Predicted.Y2 + y);
    }

    /// <summary>Time in which its pixels changed; a still object cannot have gone anywhere.</summary>
    public void AddActivity(double seconds) => Active += seconds;

    /// <summary>Square of how fast its prediction goes astray, in box sizes per second, drawn to that of all objects.</summary>
    public double DriftSquared(in DriftRate all) => (_squares + (all.Squared * all.Weight)) / (_times + all.Weight);

    /// <summary>Its content was looked for.</summary>
    /// <param name="distance">How far from its expected place it was found, in box sizes; null where it was not.</param>
    public void LookFor(double? distance) => (WasLookedFor, Found) = (true, distance);

    public void LearnDrift(double square, double time)
    {
        _squares = (_squares * Keep) + square;
        _times = (_times * Keep) + time;
    }
}

/// <summary>How fast predictions of all objects go astray.</summary>
/// <param name="Squared">Square of box sizes per second.</param>
/// <param name="Weight">What it weighs against an object's own experience, in seconds squared.</param>
internal readonly record struct DriftRate(double Squared, double Weight);
