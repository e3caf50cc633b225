namespace VideoDyn.Events.Envelope;

/// <summary>What was done to a camera, or that it is over.</summary>
public readonly record struct TamperEvent
{
    /// <summary>Position of the frame at which it is known.</summary>
    public required long FrameIndex { get; init; }

    /// <summary>When it was seen first: what was done, or that it is over.</summary>
    public required TimeSpan StreamTime { get; init; }

    /// <summary>When it was believed.</summary>
    public required TimeSpan Known { get; init; }

    /// <summary><c>covered</c>, <c>moved</c> or <c>defocused</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it begins (true) or ends (false).</summary>
    public required bool Begins { get; init; }

    /// <summary>By how much a moved camera's picture shifted, right and down as shares of the picture; null when unknown.</summary>
    public (float Right, float Down)? Shift { get; init; }

    /// <summary>At its end, how long it lasted; else null.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>At its end: <c>restored</c>, <c>accepted</c> (the new view is the camera's own now) or <c>changed</c> (something else was done to it); else null.</summary>
    public string? Reason { get; init; }
}
