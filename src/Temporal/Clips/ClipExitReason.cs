namespace VideoDyn.Temporal.Clips;

/// <summary>Why a clip was answered when it was.</summary>
public enum ClipExitReason
{
    /// <summary>The first frame was enough by its score.</summary>
    First,

    /// <summary>The gate network said that the answer stands.</summary>
    Gate,

    /// <summary>The best score was high enough.</summary>
    Confidence,

    /// <summary>All frames were looked at.</summary>
    LastFrame,
}
