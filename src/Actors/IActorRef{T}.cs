namespace VideoDyn.Actors;

/// <summary>An address to which messages of one type can be sent.</summary>
/// <typeparam name="T">What the actor understands.</typeparam>
/// <remarks>
/// Sending takes ownership of the message: it is handled once, or handed once to the drop handler of the receiver's
/// <see cref="Props{T}"/>, and never both. Messages from one sender to one receiver keep their order. Thread-safe.
/// </remarks>
public interface IActorRef<in T> : IActorRef
{
    /// <summary>Sends a message and never waits.</summary>
    /// <param name="message">The message; the sender must not touch it afterwards.</param>
    /// <returns>
    /// True when it stands in the mailbox. False when it was dropped: the actor has stopped, or its mailbox is full and
    /// its policy is not <see cref="Mailboxes.OverflowPolicy.DropOldest"/> (a full mailbox that waits can only make
    /// senders wait that use <see cref="TellAsync"/>).
    /// </returns>
    bool Tell(T message);

    /// <summary>
    /// Sends a message; where the receiver's mailbox is full and its policy is
    /// <see cref="Mailboxes.OverflowPolicy.Wait"/>, the result completes once there is room. No thread waits.
    /// </summary>
    /// <param name="message">The message; the sender must not touch it afterwards.</param>
    /// <param name="cancellationToken">Ends the waiting; the message is dropped then.</param>
    /// <returns>True when the message stands in the mailbox, false when it was dropped. Await it exactly once.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    ValueTask<bool> TellAsync(T message, CancellationToken cancellationToken = default);
}
