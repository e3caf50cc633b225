using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Outbox;

/// <summary>An event in an outbox.</summary>
/// <param name="Sequence">Its position.</param>
/// <param name="Id">CloudEvents <c>id</c>.</param>
/// <param name="Type">CloudEvents <c>type</c>.</param>
/// <param name="Camera">Name of the camera.</param>
/// <param name="Time">CloudEvents <c>time</c> as written.</param>
/// <param name="Stored">When it was stored.</param>
/// <param name="Json">The document in UTF-8.</param>
public sealed record HistoryRecord(long Sequence, string Id, string Type, string Camera, string Time, DateTimeOffset Stored, byte[] Json)
{
    /// <summary>The same for a sink.</summary>
    public OutgoingEvent ToOutgoing() => new(Sequence, Id, Type, Camera, Json);
}

/// <summary>An event that a sink refused for good.</summary>
/// <param name="Sink">Name of the sink.</param>
/// <param name="Reason">Why.</param>
/// <param name="Event">The event.</param>
public sealed record RefusedRecord(string Sink, string Reason, HistoryRecord Event);
