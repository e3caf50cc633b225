namespace VideoDyn.Actors.Mailboxes;

/// <summary>What a turn found in the mailbox.</summary>
internal enum Taken : byte
{
    /// <summary>Nothing to do: the turn is over and no longer scheduled.</summary>
    Nothing,

    /// <summary>A system message.</summary>
    System,

    /// <summary>A signal whose place in the queue has come.</summary>
    Signal,

    /// <summary>A user message.</summary>
    Message,

    /// <summary>User messages are left, but this turn may not handle them: schedule the next turn.</summary>
    TurnOver,
}
