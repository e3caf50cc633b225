namespace VideoDyn.Events.Outbox;

/// <summary>Where one sink stands in the outbox.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Cursor">Sequence number of the last event it has answered for.</param>
/// <param name="Pending">Events that wait for it.</param>
public sealed record SinkBacklog(string Sink, long Cursor, long Pending);
