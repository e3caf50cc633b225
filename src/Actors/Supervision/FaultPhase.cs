namespace VideoDyn.Actors.Supervision;

/// <summary>Where in an actor's life an exception came from.</summary>
public enum FaultPhase
{
    /// <summary>Its factory, constructor or start hook; the supervisor decides.</summary>
    Starting,

    /// <summary>A message handler or <see cref="ActorBase.OnTerminated"/>; the supervisor decides.</summary>
    Handling,

    /// <summary><see cref="ActorBase.PreRestart"/> or <see cref="ActorBase.PostStop"/>; reported, and stopping goes on.</summary>
    Stopping,

    /// <summary>The drop handler of its props or a callback on its stopping token; reported.</summary>
    Callback,
}
