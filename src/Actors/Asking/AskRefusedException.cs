namespace VideoDyn.Actors.Asking;

/// <summary>The request of an ask did not get into the mailbox: the actor has stopped, or its full mailbox drops.</summary>
public sealed class AskRefusedException : InvalidOperationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="asked">Who was asked.</param>
    public AskRefusedException(ActorPath asked)
        : base($"{asked} did not take the request: it has stopped, or its mailbox is full") => Asked = asked;

    /// <summary>Who was asked.</summary>
    public ActorPath Asked { get; }
}
