using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Tracking;

/// <summary>
/// Settings of <see cref="ByteTracker"/>. Times are seconds of stream time and lengths are box sizes (mean of a box's
/// width and height), so that one setting fits every frame rate and resolution.
/// </summary>
public sealed record TrackerOptions
{
    /// <summary>Detections of at least this score are associated first and may begin tracks. Default 0.35, range 0..1.</summary>
    public float HighScore { get; init; } = 0.35f;

    /// <summary>Detections below this score are ignored. Default 0.1, range 0..<see cref="HighScore"/>.</summary>
    public float LowScore { get; init; } = 0.1f;

    /// <summary>A detection of at least this score may begin a track. Default 0.35, range <see cref="HighScore"/>..1.</summary>
    public float NewTrackScore { get; init; } = 0.35f;

    /// <summary>Detections that confirm a track, the first included. Default 2, range 1..1000.</summary>
    public int ConfirmHits { get; init; } = 2;

    /// <summary>Least stream time from first detection to confirmation. Default 0.1 s, range 0..60.</summary>
    public double ConfirmSeconds { get; init; } = 0.1;

    /// <summary>
    /// How long an unconfirmed track may stay unseen. Default 0.15 s, range 0..60. Where analyses lie further apart,
    /// the first miss ends it.
    /// </summary>
    public double TentativeBufferSeconds { get; init; } = 0.15;

    /// <summary>
    /// How long a confirmed track may stay unseen. Default 3 s, range 0..3600. A track that the last analysis saw is
    /// always offered to the next one, however long that takes.
    /// </summary>
    public double TrackBufferSeconds { get; init; } = 3;

    /// <summary>Speed of objects as root mean square per axis, in box sizes per second. Default 1.5, range 0.01..100.</summary>
    public double TypicalSpeed { get; init; } = 1.5;

    /// <summary>
    /// The same for an object seen once, whose velocity is unknown. Larger, because a vehicle must be found again in its
    /// second frame. Default 3, range 0.01..100.
    /// </summary>
    public double NewObjectSpeed { get; init; } = 3;

    /// <summary>How long an object keeps its velocity (time constant of the decay). Default 6 s, range 0.05..600.</summary>
    public double VelocityMemorySeconds { get; init; } = 6;

    /// <summary>
    /// Rate at which width and height change, as root mean square, in box sizes per second. Default 0.3, range 0.001..10.
    /// </summary>
    public double TypicalSizeRate { get; init; } = 0.3;

    /// <summary>
    /// Standard deviation of a detected centre in box sizes; that of width and height is twice it. Default 0.06, range
    /// 0.001..1.
    /// </summary>
    public double MeasurementNoise { get; init; } = 0.06;

    /// <summary>Half-width of the association gate in standard deviations. Default 4, range 1..10.</summary>
    public double GateSigmas { get; init; } = 4;

    /// <summary>The same for detections of low score. Default 3, range 1..10.</summary>
    public double LowScoreGateSigmas { get; init; } = 3;

    /// <summary>
    /// Intersection over union with the predicted box that lets a pair pass whatever the gate says; low scores need the
    /// middle between it and 1. Default 0.3, range 0.01..1.
    /// </summary>
    public double GateOverlap { get; init; } = 0.3;

    /// <summary>
    /// Position uncertainty in box sizes beyond which a detection nearby is rather a new object. Default 10, range 0.1..100.
    /// </summary>
    public double MaxUncertainty { get; init; } = 10;

    /// <summary>
    /// The same for a track that several analyses in a row did not find. Smaller, because it may be gone for good, and
    /// whoever appears near where it was is then someone else. Default 1.75, range 0.1..<see cref="MaxUncertainty"/>.
    /// </summary>
    public double MaxLostUncertainty { get; init; } = 1.75;

    /// <summary>
    /// How long after it was seen last a lost track may go on as one that is confirmed nearby, although neither motion nor
    /// size fits. Default 0, for never; range 0..60.
    /// </summary>
    public double RelinkSeconds { get; init; }

    /// <summary>Largest distance of the centres for that, in box sizes. Default 1, range 0.01..10.</summary>
    public double RelinkDistance { get; init; } = 1;

    /// <summary>Largest ratio of the box sizes for that. Default 2, range 1..10.</summary>
    public double RelinkSizeRatio { get; init; } = 2;

    /// <summary>
    /// Most tracks held. Default 500, range 1..10000. At the cap a new object takes the place of the forgotten or lost track
    /// unseen for longest; if there is none, it is turned away, lowest scores first.
    /// </summary>
    public int MaxTracks { get; init; } = 500;

    /// <summary>Most detections used per frame, by falling score. Default 1000, range 1..20000.</summary>
    public int MaxDetections { get; init; } = 1000;

    /// <summary>Largest cosine distance at which appearance re-identifies an object. Default 0.3, range 0..2.</summary>
    public double MaxAppearanceDistance { get; init; } = 0.3;

    /// <summary>How long the appearance of a lost object is remembered. Default 30 s, range 0..86400.</summary>
    public double ReentrySeconds { get; init; } = 30;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">Values out of range (kind Configuration); the message names all of them.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        Check(nameof(LowScore), LowScore, 0, 1);
        Check(nameof(HighScore), HighScore, LowScore, 1);
        Check(nameof(NewTrackScore), NewTrackScore, HighScore, 1);
        Check(nameof(ConfirmHits), ConfirmHits, 1, 1000);
        Check(nameof(ConfirmSeconds), ConfirmSeconds, 0, 60);
        Check(nameof(TentativeBufferSeconds), TentativeBufferSeconds, 0, 60);
        Check(nameof(TrackBufferSeconds), TrackBufferSeconds, 0, 3600);
        Check(nameof(TypicalSpeed), TypicalSpeed, 0.01, 100);
        Check(nameof(NewObjectSpeed), NewObjectSpeed, 0.01, 100);
        Check(nameof(VelocityMemorySeconds), VelocityMemorySeconds, 0.05, 600);
        Check(nameof(TypicalSizeRate), TypicalSizeRate, 0.001, 10);
        Check(nameof(MeasurementNoise), MeasurementNoise, 0.001, 1);
        Check(nameof(GateSigmas), GateSigmas, 1, 10);
        Check(nameof(LowScoreGateSigmas), LowScoreGateSigmas, 1, 10);
        Check(nameof(GateOverlap), GateOverlap, 0.01, 1);
        Check(nameof(MaxUncertainty), MaxUncertainty, 0.1, 100);
        Check(nameof(MaxLostUncertainty), MaxLostUncertainty, 0.1, MaxUncertainty);
        Check(nameof(RelinkSeconds), RelinkSeconds, 0, 60);
        Check(nameof(RelinkDistance), RelinkDistance, 0.01, 10);
        Check(nameof(RelinkSizeRatio), RelinkSizeRatio, 1, 10);
        Check(nameof(MaxTracks), MaxTracks, 1, 10_000);
        Check(nameof(MaxDetections), MaxDetections, 1, 20_000);
        Check(nameof(MaxAppearanceDistance), MaxAppearanceDistance, 0, 2);
        Check(nameof(ReentrySeconds), ReentrySeconds, 0, 86_400);
        if (problems.Count > 0)
            throw VideoDynException.Configuration($"Tracker options: {string.Join("; ", problems)}.");

        // Written so that NaN fails too, also as a bound.
        void Check(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                problems.Add($"{name} is {value}, expected {least} to {most}");
        }
    }
}
