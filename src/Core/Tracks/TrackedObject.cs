using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Tracks;

/// <summary>One object over time, as known at one stream time.</summary>
public readonly record struct TrackedObject
{
    /// <summary>Number of the track, from 1; never used for another object of the same stream.</summary>
    public required long Id { get; init; }

    /// <summary>Index into the model's labels.</summary>
    public required int ClassId { get; init; }

    /// <summary>
    /// Where, in pixels of the decoded frame: as the network put it when <see cref="Provenance"/> is Detected or
    /// Reused, from the motion model when it is Predicted. May stick out of the frame.
    /// </summary>
    public required BoundingBox Box { get; init; }

    /// <summary>Score of the last detection, 0..1.</summary>
    public required float Score { get; init; }

    /// <summary>How sure the tracker is.</summary>
    public required TrackState State { get; init; }

    /// <summary>How the box is known.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Stream time of the first detection.</summary>
    public required TimeSpan StartTime { get; init; }

    /// <summary>Stream time of the last pixels in which the network saw it.</summary>
    public required TimeSpan LastDetected { get; init; }

    /// <summary>Stream time since <see cref="LastDetected"/>; zero when detected in this frame.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Horizontal speed of the box centre in pixels per second, to the right.</summary>
    public required float VelocityX { get; init; }

    /// <summary>Vertical speed of the box centre in pixels per second, downwards.</summary>
    public required float VelocityY { get; init; }

    /// <summary>Standard deviation of the centre in pixels (root of the summed variances of both axes); grows while unseen.</summary>
    public required float PositionUncertainty { get; init; }

    /// <summary>
    /// What a classifier of crops saw in it when it last looked, best first; never changed afterwards. Null without such a
    /// classifier, and before it recognised anything.
    /// </summary>
    public IReadOnlyList<TrackLabel>? Labels { get; init; }
}
