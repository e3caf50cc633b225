namespace VideoDyn.Spatial.Policies;

/// <summary>Why a frame is executed as a whole.</summary>
public enum RefreshCause
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Nothing processed so far holds: first frame, another size, or the stream's state was thrown away.</summary>
    Start,

    /// <summary>The picture shows another scene.</summary>
    SceneCut,

    /// <summary>The whole picture became brighter or darker.</summary>
    Brightness,

    /// <summary>The whole picture moved.</summary>
    Motion,

    /// <summary>The last refresh is long enough ago.</summary>
    Schedule,

    /// <summary>The policy always asks for it.</summary>
    Always,
}
