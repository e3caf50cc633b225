using VideoDyn.Actors.Cells;

namespace VideoDyn.Actors.Mailboxes;

/// <summary>
/// The part of a mailbox that does not depend on the message type: system messages, signals, and whether a turn is due.
/// System messages overtake everything and are never bounded or dropped; signals keep their place among user messages.
/// </summary>
/// <remarks>
/// One lock, the object itself, guards everything: it is held for a few instructions, never while user code runs. The
/// turn that is scheduled is the only reader; whoever finds none scheduled must schedule one.
/// </remarks>
internal abstract class Mailbox
{
    private SystemMessage? _firstSystem;
    private SystemMessage? _lastSystem;
    private Signal? _firstSignal;
    private Signal? _lastSignal;

    /// <summary>Whether a turn runs or waits to run.</summary>
    protected bool Scheduled { get; set; }

    /// <summary>Whether user messages and signals are held back: not started, failed, restarting, stopping.</summary>
    protected bool Suspended { get; private set; } = true;

    protected bool Closed { get; private set; }

    /// <summary>User messages that have left the queue so far.</summary>
    protected long Left { get; set; }

    /// <summary>User messages in the mailbox, for anyone.</summary>
    public int CountNow
    {
        get
        {
            lock (this)
                return Count;
        }
    }

    /// <summary>User messages in the queue and back from the stash; to be read under the lock.</summary>
    protected abstract int Count { get; }

    /// <summary>User messages in the queue alone; to be read under the lock.</summary>
    protected abstract int Queued { get; }

    /// <returns>False when the mailbox is closed and the message is lost.</returns>
    public bool Post(SystemMessage message, out bool wake)
    {
        lock (this)
        {
            wake = false;
            if (Closed)
                return false;
            if (_lastSystem is null)
                _firstSystem = message;
            else
                _lastSystem.Next = message;
            _lastSystem = message;
            wake = !Scheduled;
            Scheduled = true;
            return true;
        }
    }

    /// <summary>Puts a signal behind the user messages that are queued now.</summary>
    public void Post(Signal signal, out bool wake)
    {
        lock (this)
        {
            wake = false;
            if (Closed)
                return;
            signal.Position = Left + Queued;
            if (_lastSignal is null)
                _firstSignal = signal;
            else
                _lastSignal.Next = signal;
            _lastSignal = signal;
            wake = !Scheduled && !Suspended;
            Scheduled |= wake;
        }
    }

    /// <summary>Holds user messages back or lets them through; only the running turn may call it.</summary>
    public void Suspend(bool suspended)
    {
        lock (this)
            Suspended = suspended;
    }

    /// <summary>Refuses everything from now on; returns the system messages that were still queued.</summary>
    protected SystemMessage? CloseSystem()
    {
        SystemMessage? rest = _firstSystem;
        Closed = true;
        Suspended = true;
        _firstSystem = _lastSystem = null;
        _firstSignal = _lastSignal = null;
        return rest;
    }

    protected SystemMessage? TakeSystem()
    {
        SystemMessage? message = _firstSystem;
        if (message is not null)
        {
            _firstSystem = message.Next;
            if (_firstSystem is null)
                _lastSystem = null;
            message.Next = null;
        }

        return message;
    }

    protected Signal? TakeSignal()
    {
        Signal? signal = _firstSignal;
        if (signal is null || signal.Position > Left)
            return null;
        _firstSignal = signal.Next;
        if (_firstSignal is null)
            _lastSignal = null;
        signal.Next = null;
        return signal;
    }
}
