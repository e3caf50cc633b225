namespace VideoDyn.Temporal.Tracking;

/// <summary>What a tracker had to put up with since it was made.</summary>
public readonly record struct TrackerCounters
{
    /// <summary>Detections ignored because an edge or the score was not finite or the box was empty.</summary>
    public long Malformed { get; init; }

    /// <summary>Detections cut off by <see cref="TrackerOptions.MaxDetections"/>.</summary>
    public long DetectionsCut { get; init; }

    /// <summary>New objects turned away and lost tracks given up because of <see cref="TrackerOptions.MaxTracks"/>.</summary>
    public long TracksCut { get; init; }

    /// <summary>Frames whose stream time did not advance.</summary>
    public long TimeStoodStill { get; init; }

    /// <summary>Frames whose stream time lay before that of the frame before.</summary>
    public long TimeWentBack { get; init; }
}
