namespace VideoDyn.Actors.Cells;

/// <summary>What cells tell each other about their lives; overtakes user messages. A node of the mailbox's list.</summary>
internal abstract class SystemMessage
{
    public SystemMessage? Next { get; set; }
}

/// <summary>Make the first instance.</summary>
internal sealed class StartMessage : SystemMessage;

/// <summary>Stop for good.</summary>
internal sealed class StopMessage : SystemMessage;

/// <summary>Go on after a failure.</summary>
internal sealed class ResumeMessage : SystemMessage;

/// <summary>Replace the instance.</summary>
internal sealed class RestartMessage(Exception cause, int generation, TimeSpan delay) : SystemMessage
{
    public Exception Cause => cause;

    /// <summary>Number of restarts told so far; failures of earlier generations no longer count.</summary>
    public int Generation => generation;

    public TimeSpan Delay => delay;
}

/// <summary>The back-off is over.</summary>
internal sealed class BackOffOverMessage : SystemMessage;

/// <summary>A child threw and waits.</summary>
internal sealed class ChildFailedMessage(ActorCell child, Exception error, int generation) : SystemMessage
{
    public ActorCell Child => child;

    public Exception Error => error;

    public int Generation => generation;
}

/// <summary>A child has stopped for good.</summary>
internal sealed class ChildTerminatedMessage(ActorCell child) : SystemMessage
{
    public ActorCell Child => child;
}

/// <summary>Tell the watcher when you stop.</summary>
internal sealed class WatchMessage(ActorCell watcher) : SystemMessage
{
    public ActorCell Watcher => watcher;
}

/// <summary>Do not tell the watcher any more.</summary>
internal sealed class UnwatchMessage(ActorCell watcher) : SystemMessage
{
    public ActorCell Watcher => watcher;
}

/// <summary>Like a system message never dropped, but keeps its place among the user messages.</summary>
internal abstract class Signal : SystemMessage
{
    /// <summary>Due when this many user messages have left the queue.</summary>
    public long Position { get; set; }

    public new Signal? Next
    {
        get => (Signal?)base.Next;
        set => base.Next = value;
    }
}

/// <summary>A watched actor has stopped.</summary>
internal sealed class TerminatedSignal(ActorCell actor) : Signal
{
    public ActorCell Actor => actor;
}

/// <summary>Stop when the messages queued before have been handled.</summary>
internal sealed class StopSignal : Signal;
