namespace VideoDyn.Core.Detections;

/// <summary>How an observation is known.</summary>
public enum Provenance
{
    /// <summary>The network computed it from this frame's pixels.</summary>
    Detected,

    /// <summary>The pixels were judged equal to those of an earlier frame, whose result stands.</summary>
    Reused,

    /// <summary>A motion model moved it here from an earlier frame.</summary>
    Predicted,
}
