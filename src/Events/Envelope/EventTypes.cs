namespace VideoDyn.Events.Envelope;

/// <summary>The <c>type</c> attributes of the events of this product.</summary>
public static class EventTypes
{
    /// <summary>All objects seen in one analyzed frame.</summary>
    public const string FrameDetections = "videodyn.frame.detections";

    /// <summary>How much of one analyzed frame each class covers.</summary>
    public const string FrameSegments = "videodyn.frame.segments";

    /// <summary>The classes of one analyzed frame as a whole.</summary>
    public const string FrameLabels = "videodyn.frame.labels";

    /// <summary>An object was confirmed.</summary>
    public const string ObjectEntered = "videodyn.object.entered";

    /// <summary>Where a confirmed object is now; at a limited rate.</summary>
    public const string ObjectUpdated = "videodyn.object.updated";

    /// <summary>An object is gone, or the stream ended.</summary>
    public const string ObjectLeft = "videodyn.object.left";

    /// <summary>A clip or sequence model recognised an action.</summary>
    public const string ActionDetected = "videodyn.action.detected";

    /// <summary>A live camera gives no pictures any more; told once per outage.</summary>
    public const string CameraLost = "videodyn.camera.lost";

    /// <summary>A live camera gives pictures again.</summary>
    public const string CameraRestored = "videodyn.camera.restored";
}
