namespace VideoDyn.Actors.Asking;

/// <summary>Question and answer.</summary>
public static class AskExtensions
{
    /// <summary>Sends a request that holds a place for the reply, and awaits the reply.</summary>
    /// <param name="target">Who is asked.</param>
    /// <param name="request">Makes the request from the address to reply to.</param>
    /// <param name="timeout">How long to wait, room in the mailbox included; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <typeparam name="T">What the asked actor understands.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <returns>The first reply. Later ones, and those after the end of the waiting, are dropped and counted.</returns>
    /// <remarks>An actor that awaits an answer handles nothing meanwhile; asking itself can only time out.</remarks>
    /// <exception cref="AskTimeoutException">No reply in time.</exception>
    /// <exception cref="AskRefusedException">The request did not get into the mailbox.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static Task<TReply> Ask<T, TReply>(
        this IActorRef<T> target,
        Func<IActorRef<TReply>, T> request,
        TimeSpan timeout,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(request);
        return AskAsync(target, request, timeout, cancellationToken);
    }

    private static async Task<TReply> AskAsync<T, TReply>(
        IActorRef<T> target, Func<IActorRef<TReply>, T> request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, target.System.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var promise = new PromiseRef<TReply>(target);
        using CancellationTokenRegistration ending = either.Token.Register(promise.Cancel);
        try
        {
            // The context is captured on purpose: under a dispatcher with one, everything stays on it.
            if (!await target.TellAsync(request(promise), either.Token))
                throw new AskRefusedException(target.Path);
            return await promise.Reply;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AskTimeoutException(target.Path, timeout);
        }
        finally
        {
            promise.Cancel();
        }
    }
}
