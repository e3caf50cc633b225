namespace VideoDyn.Actors.Asking;

/// <summary>An ask was not answered in time.</summary>
public sealed class AskTimeoutException : TimeoutException
{
    /// <summary>Creates the error.</summary>
    /// <param name="asked">Who did not answer.</param>
    /// <param name="timeout">How long it had.</param>
    public AskTimeoutException(ActorPath asked, TimeSpan timeout)
        : base($"{asked} did not answer within {timeout.TotalSeconds:0.###} s") => Asked = asked;

    /// <summary>Who did not answer.</summary>
    public ActorPath Asked { get; }
}
