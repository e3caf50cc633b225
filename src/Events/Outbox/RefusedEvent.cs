namespace VideoDyn.Events.Outbox;

/// <summary>An event that a sink will never take; it goes to the dead letters.</summary>
/// <param name="Sequence">Which event.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RefusedEvent(long Sequence, string Reason);
