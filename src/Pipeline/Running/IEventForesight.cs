namespace VideoDyn.Pipeline.Running;

/// <summary>An observer that knows the rules of a camera and so what may happen next.</summary>
internal interface IEventForesight
{
    /// <summary>
    /// Whether, as of the last frame, an object that was not seen in it is expected on the other side of a line or of the edge
    /// of a zone.
    /// </summary>
    bool IsEventExpected { get; }
}
