namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What became of a frame put into a <see cref="FrameQueue"/>.</summary>
internal enum PutResult
{
    /// <summary>It is inside and there is room for the next.</summary>
    Room,

    /// <summary>It is inside; the reader is told when there is room again.</summary>
    Full,

    /// <summary>The queue is closed; the frame is still the caller's.</summary>
    Refused,
}
