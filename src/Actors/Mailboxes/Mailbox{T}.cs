using VideoDyn.Actors.Cells;
using VideoDyn.Actors.Dispatch;

namespace VideoDyn.Actors.Mailboxes;

/// <summary>A bounded queue of user messages beside the system messages of <see cref="Mailbox"/>.</summary>
internal sealed class Mailbox<T>(int capacity, OverflowPolicy overflow, Dispatcher completions) : Mailbox
{
    // Somebody waits only while the queue is full: whoever makes room fills it from here at once.
    private WaitingSenders<T> _waiting;
    private MessageRing<T> _queue;

    // Messages that came back from the stash: they are older than the queue and do not count against its bound.
    private MessageRing<T> _front;

    public OverflowPolicy Overflow => overflow;

    protected override int Count => _front.Count + _queue.Count;

    protected override int Queued => _queue.Count;

    /// <param name="message">The message.</param>
    /// <param name="evicted">The message that made room, where the outcome is <see cref="PostOutcome.Evicted"/>.</param>
    /// <param name="wake">Whether the caller must schedule a turn.</param>
    public PostOutcome Post(T message, out T evicted, out bool wake)
    {
        evicted = default!;
        wake = false;
        var outcome = PostOutcome.Accepted;
        lock (this)
        {
            if (Closed)
                return PostOutcome.Closed;
            if (_queue.Count >= capacity)
            {
                if (overflow != OverflowPolicy.DropOldest)
                    return PostOutcome.Full;
                evicted = _queue.Dequeue();
                Left++;
                outcome = PostOutcome.Evicted;
            }

            _queue.Enqueue(message);
            if (!Scheduled && !Suspended)
                Scheduled = wake = true;
        }

        return outcome;
    }

    /// <summary>Queues the sender's message, or the sender itself where there is no room.</summary>
    /// <returns>Null when the sender waits; else how it ended.</returns>
    public PostOutcome? PostOrWait(WaitingSender<T> sender, out bool wake)
    {
        wake = false;
        lock (this)
        {
            if (sender.IsCanceled)
                return PostOutcome.Canceled;
            if (Closed)
                return PostOutcome.Closed;
            if (_queue.Count >= capacity)
            {
                _waiting.Add(sender);
                return null;
            }

            _queue.Enqueue(sender.TakeMessage());
            if (!Scheduled && !Suspended)
                Scheduled = wake = true;
            return PostOutcome.Accepted;
        }
    }

    public WaitingSender<T> Rent(ActorCell<T> receiver)
    {
        lock (this)
            return _waiting.Rent(receiver);
    }

    public void Return(WaitingSender<T> sender)
    {
        lock (this)
            _waiting.Return(sender);
    }

    /// <returns>True when the sender was waiting and now is not: its message is to be dropped.</returns>
    public bool Cancel(WaitingSender<T> sender)
    {
        lock (this)
        {
            sender.IsCanceled = true;
            return _waiting.Remove(sender);
        }
    }

    /// <summary>The next thing for the running turn to do; <see cref="Taken.Nothing"/> ends the turn.</summary>
    /// <param name="messages">Whether the turn may still handle user messages.</param>
    /// <param name="message">The user message, where the result says so.</param>
    /// <param name="item">The system message or signal, where the result says so.</param>
    public Taken Take(bool messages, out T message, out SystemMessage? item)
    {
        lock (this)
        {
            message = default!;
            item = TakeSystem();
            if (item is not null)
                return Taken.System;
            if (!Suspended)
            {
                if (_front.Count == 0 && (item = TakeSignal()) is not null)
                    return Taken.Signal;
                if (_front.Count + _queue.Count > 0)
                {
                    if (!messages)
                        return Taken.TurnOver;
                    message = _front.Count > 0 ? _front.Dequeue() : TakeQueued();
                    return Taken.Message;
                }
            }

            Scheduled = false;
            return Taken.Nothing;
        }
    }

    /// <summary>Puts stashed messages back in front of the queue, in their order; only the running turn may call it.</summary>
    public void Unstash(ref MessageRing<T> stash)
    {
        lock (this)
        {
            MessageRing<T> newer = _front;
            _front = stash;
            stash = default;
            while (newer.Count > 0)
                _front.Enqueue(newer.Dequeue());
        }
    }

    /// <summary>Refuses everything from now on and empties the queue; senders that wait are told.</summary>
    /// <param name="unhandled">Messages that will not be handled, oldest first.</param>
    /// <returns>System messages that were still queued, linked.</returns>
    public SystemMessage? Close(List<T> unhandled)
    {
        lock (this)
        {
            while (_front.Count > 0)
                unhandled.Add(_front.Dequeue());
            while (_queue.Count > 0)
                unhandled.Add(_queue.Dequeue());
            _front.Release();
            _queue.Release();
            while (_waiting.Any)
                unhandled.Add(_waiting.Release(accepted: false, completions));
            return CloseSystem();
        }
    }

    private T TakeQueued()
    {
        T message = _queue.Dequeue();
        Left++;
        if (_waiting.Any)
            _queue.Enqueue(_waiting.Release(accepted: true, completions));
        return message;
    }
}
