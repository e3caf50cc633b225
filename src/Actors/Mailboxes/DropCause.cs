namespace VideoDyn.Actors.Mailboxes;

/// <summary>Why a message was never handled.</summary>
public enum DropCause
{
    /// <summary>The mailbox was full, so this message did not get in.</summary>
    MailboxFull,

    /// <summary>The mailbox was full, and this message made room for a newer one.</summary>
    Evicted,

    /// <summary>The receiver had stopped, or stopped while the message was queued, stashed or waiting for room.</summary>
    ActorStopped,

    /// <summary>The receiver wanted to stash the message and its stash was full.</summary>
    StashFull,

    /// <summary>The sender gave up waiting for room.</summary>
    Canceled,

    /// <summary>A reply came after its ask had been answered, had timed out or had been cancelled.</summary>
    AskEnded,
}
