namespace VideoDyn.Events.Sinks;

/// <summary>An event on its way to a sink.</summary>
/// <param name="Sequence">Position in the outbox, rising; the cursor of a sink is the last confirmed one.</param>
/// <param name="Id">The CloudEvents <c>id</c>: the same for the same event, however often it is sent.</param>
/// <param name="Type">The CloudEvents <c>type</c>, e.g. <c>videodyn.zone.entered</c>.</param>
/// <param name="Camera">Name of the camera or file.</param>
/// <param name="Json">The CloudEvents document in UTF-8, structured mode.</param>
public sealed record OutgoingEvent(long Sequence, string Id, string Type, string Camera, ReadOnlyMemory<byte> Json);
