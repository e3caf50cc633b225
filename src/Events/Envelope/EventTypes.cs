namespace VideoDyn.Events.Envelope;

/// <summary>The <c>type</c> attributes of the events of this product.</summary>
public static class EventTypes
{
    /// <summary>All objects seen in one analyzed frame.</summary>
    public const string FrameDetections = "videodyn.frame.detections";
}
