namespace VideoDyn.Actors;

/// <summary>Tells a watcher that an actor has stopped for good.</summary>
/// <param name="Actor">The actor that stopped.</param>
public readonly record struct Terminated(IActorRef Actor);
