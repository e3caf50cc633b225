using VideoDyn.Temporal.Gates.Events;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>Why <see cref="ChangeGate"/> decided as it did.</summary>
public static class ChangeReasons
{
    /// <summary>Analyze: nothing was processed that this frame could be compared with.</summary>
    public const string Start = "start";

    /// <summary>Analyze: the picture shows another scene.</summary>
    public const string SceneCut = "scene-cut";

    /// <summary>Analyze: the whole picture became brighter or darker.</summary>
    public const string Light = "light";

    /// <summary>Analyze: the last analysis is too long ago.</summary>
    public const string Age = "age";

    /// <summary>Analyze: stream time went back, or has stood still for many frames.</summary>
    public const string Clock = "clock";

    /// <summary>Analyze: something changed that no followed object explains.</summary>
    public const string New = "new";

    /// <summary>Analyze: followed objects have moved too far for their predicted places to be trusted.</summary>
    public const string Motion = "motion";

    /// <summary>Analyze: followed objects may be gone, because they are faint, flicker or leave the picture.</summary>
    public const string Doubt = "doubt";

    /// <summary>Analyze: an object was seen but once so far.</summary>
    public const string Confirm = "confirm";

    /// <summary>Analyze: an object is expected to have crossed a line or the edge of a zone.</summary>
    public const string Event = EventsGate.Reason;

    /// <summary>Reuse: no block changed since it was last processed.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Skip: what changed is explained by objects that move as predicted.</summary>
    public const string Predicted = "predicted";
}
