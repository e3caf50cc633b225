namespace VideoDyn.Actors;

/// <summary>An address of an actor, whatever it understands: enough to watch, stop and name it.</summary>
/// <remarks>Thread-safe. A reference outlives its actor and then leads to the dead letters.</remarks>
public interface IActorRef
{
    /// <summary>Where the actor stands in its system.</summary>
    ActorPath Path { get; }

    /// <summary>The system the actor lives in.</summary>
    ActorSystem System { get; }

    /// <summary>Whether the actor has stopped for good; a restart does not count.</summary>
    bool IsTerminated { get; }
}
