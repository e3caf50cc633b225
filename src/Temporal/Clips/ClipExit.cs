namespace VideoDyn.Temporal.Clips;

/// <summary>What ends the look at a clip before its last frame.</summary>
public enum ClipExit
{
    /// <summary>A gate network: <c>gate.onnx</c>.</summary>
    Gate,

    /// <summary>The classifier's best score.</summary>
    Confidence,

    /// <summary>Nothing: every frame is looked at. The dense reference in time.</summary>
    Never,
}
