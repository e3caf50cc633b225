namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the gate of a camera is told.</summary>
internal enum GateSignal
{
    /// <summary>There is something in the queue, or the queue was closed.</summary>
    FrameReady,

    /// <summary>The frame that was let through is done.</summary>
    FrameDone,
}
