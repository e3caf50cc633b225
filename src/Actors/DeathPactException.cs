namespace VideoDyn.Actors;

/// <summary>
/// A watched actor stopped and the watcher does not override <see cref="ActorBase.OnTerminated"/>: the watcher fails,
/// because it depended on the other and has no answer to its end.
/// </summary>
public sealed class DeathPactException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="watcher">Who watched.</param>
    /// <param name="dead">Who stopped.</param>
    public DeathPactException(ActorPath watcher, ActorPath dead)
        : base($"{watcher} watches {dead}, which stopped, and does not override OnTerminated") => Dead = dead;

    /// <summary>The actor that stopped.</summary>
    public ActorPath Dead { get; }
}
