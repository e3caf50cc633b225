namespace VideoDyn.Actors;

/// <summary>One line of <see cref="ActorSystem.Snapshot"/>.</summary>
/// <param name="Path">The actor.</param>
/// <param name="State">Where it stands in its life.</param>
/// <param name="Queued">User messages in its mailbox.</param>
public readonly record struct ActorInfo(ActorPath Path, ActorState State, int Queued);
