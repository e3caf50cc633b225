namespace VideoDyn.Core.State;

/// <summary>Why what is known about a stream no longer holds.</summary>
public enum StateReset
{
    /// <summary>The picture shows another scene: the camera was turned, or the recording was cut.</summary>
    SceneCut,

    /// <summary>The stream was interrupted; nobody knows what happened meanwhile, but the camera is the same.</summary>
    Outage,

    /// <summary>Frames have another size.</summary>
    FrameSize,
}
