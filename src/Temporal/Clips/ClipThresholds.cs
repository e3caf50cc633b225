namespace VideoDyn.Temporal.Clips;

/// <summary>The section <c>thresholds</c> of <c>clip.yaml</c>.</summary>
public sealed record ClipThresholds
{
    /// <summary>Exit when the gate gives at least this, 0..1. Default 0.5.</summary>
    public float Gate { get; init; } = 0.5f;

    /// <summary>
    /// Exit after the first frame when its best score is at least this; above 1 for never. Default 0.95, of the FrameExit
    /// paper's settings the lower one.
    /// </summary>
    public float First { get; init; } = 0.95f;

    /// <summary>With <see cref="ClipExit.Confidence"/>: exit when the best score is at least this; above 1 for never. Default 0.95.</summary>
    public float Confidence { get; init; } = 0.95f;

    /// <summary>A clip whose best score is lower is told to nobody, 0..1. Default 0.5.</summary>
    public float Report { get; init; } = 0.5f;
}
