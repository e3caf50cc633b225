namespace VideoDyn.Pipeline.Cameras;

/// <summary>Where a camera stands.</summary>
public enum CameraState
{
    /// <summary>Loads its model and opens its stream for the first time.</summary>
    Starting,

    /// <summary>Frames come.</summary>
    Running,

    /// <summary>The stream is lost; the next attempt is due or under way.</summary>
    Lost,

    /// <summary>Finishes what is on its way.</summary>
    Ending,

    /// <summary>Over.</summary>
    Ended,
}
