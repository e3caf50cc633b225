namespace VideoDyn.Core.Signals;

/// <summary>Why nothing that is known about the stream so far holds for this frame.</summary>
public enum SceneCut
{
    /// <summary>It does hold.</summary>
    None,

    /// <summary>Nothing was processed yet.</summary>
    FirstFrame,

    /// <summary>The frame has another size than those before.</summary>
    FrameSize,

    /// <summary>The stream was interrupted and its state thrown away.</summary>
    Reset,

    /// <summary>The picture shows another scene than the one last processed.</summary>
    Content,
}
