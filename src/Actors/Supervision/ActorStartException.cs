namespace VideoDyn.Actors.Supervision;

/// <summary>An actor's factory, constructor, <see cref="ActorBase.PreStart"/> or <see cref="ActorBase.PostRestart"/> threw.</summary>
public sealed class ActorStartException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The actor.</param>
    /// <param name="cause">What was thrown.</param>
    public ActorStartException(ActorPath path, Exception cause)
        : base($"{path} could not start: {cause?.Message}", cause) => Path = path;

    /// <summary>The actor that could not start.</summary>
    public ActorPath Path { get; }
}
