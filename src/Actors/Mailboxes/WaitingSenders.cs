using VideoDyn.Actors.Cells;
using VideoDyn.Actors.Dispatch;

namespace VideoDyn.Actors.Mailboxes;

/// <summary>Senders that wait for room, in order, and a few spare objects for the next ones.</summary>
/// <remarks>Guarded by the mailbox. A mutable struct, so that a mailbox nobody waits at costs nothing; never copy it.</remarks>
internal struct WaitingSenders<T>
{
    private const int MaxSpares = 16;
    private WaitingSender<T>? _first;
    private WaitingSender<T>? _last;
    private WaitingSender<T>? _spare;
    private int _spares;

    public readonly bool Any => _first is not null;

    public void Add(WaitingSender<T> sender)
    {
        if (_last is null)
            _first = sender;
        else
            _last.Next = sender;
        _last = sender;
    }

    /// <summary>Ends the waiting of the first sender.</summary>
    /// <returns>Its message.</returns>
    public T Release(bool accepted, Dispatcher completions)
    {
        WaitingSender<T> sender = _first!;
        _first = sender.Next;
        if (_first is null)
            _last = null;
        sender.Next = null;
        T message = sender.TakeMessage();
        sender.SetOutcome(accepted);
        completions.Schedule(sender, again: false);
        return message;
    }

    public bool Remove(WaitingSender<T> sender)
    {
        WaitingSender<T>? before = null;
        for (WaitingSender<T>? here = _first; here is not null; before = here, here = here.Next)
        {
            if (here != sender)
                continue;
            if (before is null)
                _first = here.Next;
            else
                before.Next = here.Next;
            if (_last == here)
                _last = before;
            here.Next = null;
            return true;
        }

        return false;
    }

    public WaitingSender<T> Rent(ActorCell<T> owner)
    {
        if (_spare is not { } sender)
            return new WaitingSender<T>(owner);
        _spare = sender.Next;
        _spares--;
        sender.Next = null;
        return sender;
    }

    public void Return(WaitingSender<T> sender)
    {
        if (_spares == MaxSpares)
            return;
        sender.Next = _spare;
        _spare = sender;
        _spares++;
    }
}
