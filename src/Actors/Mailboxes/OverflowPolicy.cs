namespace VideoDyn.Actors.Mailboxes;

/// <summary>What happens to a message sent to a full mailbox.</summary>
public enum OverflowPolicy
{
    /// <summary>
    /// Senders that use <see cref="IActorRef{T}.TellAsync"/> wait for room, in order and without holding a thread; a
    /// plain <see cref="IActorRef{T}.Tell"/> drops its message.
    /// </summary>
    Wait,

    /// <summary>The oldest queued message is dropped to make room: the newest always gets in.</summary>
    DropOldest,

    /// <summary>The message being sent is dropped: what is queued stays.</summary>
    DropNewest,
}
