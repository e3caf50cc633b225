namespace VideoDyn.Actors.Supervision;

/// <summary>Published on the event stream for every exception of an actor.</summary>
/// <param name="Path">The actor.</param>
/// <param name="Phase">Where the exception came from.</param>
/// <param name="Error">The exception.</param>
/// <param name="Directive">What its supervisor does about it; null where nobody is asked.</param>
/// <param name="Delay">Back-off before a restart; else zero.</param>
public sealed record ActorFault(ActorPath Path, FaultPhase Phase, Exception Error, Directive? Directive, TimeSpan Delay);
