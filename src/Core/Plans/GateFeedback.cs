using VideoDyn.Core.Tracks;

namespace VideoDyn.Core.Plans;

/// <summary>What became of a frame after its gate decided, for gates that learn from it. Only valid during the call.</summary>
public readonly record struct GateFeedback
{
    /// <summary>Stream time of the frame.</summary>
    public required TimeSpan StreamTime { get; init; }

    /// <summary>Width of the frame in pixels.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Height of the frame in pixels.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>What was decided.</summary>
    public required GateDecision Decision { get; init; }

    /// <summary>Whether objects are followed; without that both lists of tracks are empty.</summary>
    public bool IsTracked { get; init; }

    /// <summary>Score from which detections count as seen, 0..1; 0 without tracking.</summary>
    public float Confidence { get; init; }

    /// <summary>Confirmed and lost tracks at this frame, by rising id.</summary>
    public IReadOnlyList<TrackedObject> Tracks { get; init; }

    /// <summary>Tracks that are not confirmed yet, by rising id.</summary>
    public IReadOnlyList<TrackedObject> Tentative { get; init; }

    /// <summary>
    /// Whether an object that was not seen in this frame is expected to have crossed a line or the edge of a zone since it was.
    /// </summary>
    public bool IsEventExpected { get; init; }

    /// <summary>What an audit of this frame found; null when it was not audited.</summary>
    public FrameAudit? Audit { get; init; }
}
