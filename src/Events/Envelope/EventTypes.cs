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

    /// <summary>The picture shows another scene than the one before, all at once.</summary>
    public const string SceneChanged = "videodyn.scene.changed";

    /// <summary>A camera was covered, moved or put out of focus, or is no longer.</summary>
    public const string CameraTampered = "videodyn.camera.tampered";

    /// <summary>An object entered a zone.</summary>
    public const string ZoneEntered = "videodyn.zone.entered";

    /// <summary>An object left a zone, or nothing more is known of it.</summary>
    public const string ZoneLeft = "videodyn.zone.left";

    /// <summary>An object has been in a zone for a given time; told once a stay.</summary>
    public const string ZoneDwell = "videodyn.zone.dwell";

    /// <summary>An object loiters in a zone; told once a stay.</summary>
    public const string ZoneLoitering = "videodyn.zone.loitering";

    /// <summary>More objects are in a zone than a given number, or no longer more.</summary>
    public const string ZoneCount = "videodyn.zone.count";

    /// <summary>A zone is crowded, or no longer crowded.</summary>
    public const string ZoneCrowded = "videodyn.zone.crowded";

    /// <summary>An object crossed a line.</summary>
    public const string TripwireCrossed = "videodyn.tripwire.crossed";

    /// <summary>An object has stood still for a given time; told once until it moves.</summary>
    public const string ObjectStationary = "videodyn.object.stationary";

    /// <summary>An object has stood still for a given time without an owner near it; told once until it moves.</summary>
    public const string ObjectAbandoned = "videodyn.object.abandoned";

    /// <summary>An object that stood still for a given time moved, or is gone.</summary>
    public const string ObjectRemoved = "videodyn.object.removed";

    /// <summary>An object is faster than a given speed.</summary>
    public const string ObjectSpeeding = "videodyn.object.speeding";
}
