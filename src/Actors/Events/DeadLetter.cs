using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Events;

/// <summary>
/// Published on the event stream for every message that was not handled. The message itself is not here: its drop
/// handler has disposed it.
/// </summary>
/// <param name="Recipient">Who should have handled it.</param>
/// <param name="MessageType">Type of the mailbox it was sent to.</param>
/// <param name="Cause">Why it was not handled.</param>
public readonly record struct DeadLetter(ActorPath Recipient, Type MessageType, DropCause Cause);
