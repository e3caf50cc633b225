namespace VideoDyn.Temporal.Tampering;

/// <summary>What a picture told about the camera.</summary>
public readonly record struct SceneNews
{
    /// <summary>Whether the picture shows another scene than the one before, all at once.</summary>
    public bool IsCut { get; init; }

    /// <summary>A tampering that is over; null for none.</summary>
    public (TamperKind Kind, TamperEnd Why, TimeSpan Since)? Ended { get; init; }

    /// <summary>When it was over first; it is believed later.</summary>
    public TimeSpan EndedAt { get; init; }

    /// <summary>A tampering that began; null for none.</summary>
    public TamperKind? Began { get; init; }

    /// <summary>When what began was seen first; it is believed later.</summary>
    public TimeSpan BeganAt { get; init; }

    /// <summary>By how much the view was turned, right and down as shares of the picture; null when that cannot be told.</summary>
    public (float Right, float Down)? Shift { get; init; }
}
