using System.Runtime.CompilerServices;
using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Cells;

/// <summary>The turn: the loop that handles what is in the mailbox.</summary>
internal sealed partial class ActorCell<T>
{
    private readonly int _throughput;

    // A step that did not finish at once. The turn then simply ends, still marked as scheduled, and the step's own
    // completion schedules its rest: no thread waits and nothing else runs meanwhile.
    private ValueTaskAwaiter _unfinished;
    private bool _isUnfinished;
    private Action? _continue;

    protected override void RunTurn()
    {
        if (_isUnfinished)
        {
            _isUnfinished = false;
            ValueTaskAwaiter finished = _unfinished;
            _unfinished = default;
            Finish(finished);
        }

        int left = _throughput;
        while (true)
        {
            switch (Mailbox.Take(left > 0, out T message, out SystemMessage? item))
            {
                case Taken.Message:
                    left--;
                    if (!Finished(Invoke(message)))
                        return;
                    break;
                case Taken.System:
                    if (!Finished(Handle(item!)))
                        return;
                    break;
                case Taken.Signal:
                    if (!Finished(Invoke((Signal)item!)))
                        return;
                    break;
                case Taken.TurnOver:
                    Dispatcher.Schedule(this, again: true);
                    return;
                default:
                    return;
            }
        }
    }

    private ValueTask Invoke(T message)
    {
        try
        {
            return Behaviour is { } behaviour ? behaviour(message) : Unsafe.As<Actor<T>>(Instance!).RunReceive(message);
        }
        catch (Exception e)
        {
            Fail(e);
            return ValueTask.CompletedTask;
        }
    }

    private ValueTask Invoke(Signal signal)
    {
        try
        {
            return Handle(signal);
        }
        catch (Exception e)
        {
            Fail(e);
            return ValueTask.CompletedTask;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Finished(ValueTask step) => step == default || FinishedSlowly(step);

    private bool FinishedSlowly(ValueTask step)
    {
        ValueTaskAwaiter awaiter = step.GetAwaiter();
        if (awaiter.IsCompleted)
        {
            Finish(awaiter);
            return true;
        }

        _unfinished = awaiter;
        _isUnfinished = true;

        // The completion may come, and run the next turn, before this call returns: nothing may follow it.
        awaiter.UnsafeOnCompleted(_continue ??= () => Dispatcher.Schedule(this, again: false));
        return false;
    }

    private void Finish(ValueTaskAwaiter finished)
    {
        try
        {
            // Completed, so this does not block; it collects the exception and gives a pooled source back.
            finished.GetResult();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }
}
