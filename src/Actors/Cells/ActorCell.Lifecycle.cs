using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors.Cells;

/// <summary>Start, restart and stop. Each is a chain of steps that may wait for children or for a hook.</summary>
internal abstract partial class ActorCell
{
    private ITimer? _backOff;
    private Exception? _restartCause;
    private TimeSpan _restartDelay;
    private int _generation;

    /// <summary>Does what a system message asks. Never throws.</summary>
    protected ValueTask Handle(SystemMessage message)
    {
        switch (message)
        {
            case StartMessage:
                return StartInstance(null);
            case StopMessage:
                return BeginStop();
            case ResumeMessage:
                Resume();
                break;
            case RestartMessage restart:
                return BeginRestart(restart);
            case BackOffOverMessage:
                return State == ActorState.BackingOff ? StartInstance(_restartCause) : ValueTask.CompletedTask;
            case ChildFailedMessage failed:
                OnChildFailed(failed);
                break;
            case ChildTerminatedMessage terminated:
                return OnChildTerminated(terminated.Child);
            case WatchMessage watch:
                (_watchers ??= []).Add(watch.Watcher);
                break;
            case UnwatchMessage unwatch:
                _watchers?.Remove(unwatch.Watcher);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask StartInstance(Exception? cause)
    {
        _state = ActorState.Starting;
        _children?.Close(false);
        _restartCause = null;
        _backOff = null;
        ResetInterruption();
        try
        {
            ActorBase instance = CreateInstance();
            instance.Attach(this);
            Instance = instance;
            await (cause is null ? instance.RunPreStart() : instance.RunPostRestart(cause));
        }
        catch (Exception e)
        {
            Fail(new ActorStartException(Path, e));
            return;
        }

        _state = ActorState.Running;
        AnyMailbox.Suspend(false);
    }

    private ValueTask BeginStop()
    {
        if (State is ActorState.Stopping or ActorState.Stopped)
            return ValueTask.CompletedTask;
        Close(ActorState.Stopping);
        return AreChildrenGone() ? FinishStop() : ValueTask.CompletedTask;
    }

    private ValueTask BeginRestart(RestartMessage restart)
    {
        if (State is ActorState.Stopping or ActorState.Stopped)
            return ValueTask.CompletedTask;
        _generation = restart.Generation;

        // A restart that is under way already gives what this one asks for.
        if (State is ActorState.Restarting or ActorState.BackingOff)
            return ValueTask.CompletedTask;
        _restartCause = restart.Cause;
        _restartDelay = restart.Delay;
        Close(ActorState.Restarting);
        return AreChildrenGone() ? FinishRestart() : ValueTask.CompletedTask;
    }

    private void Close(ActorState state)
    {
        _state = state;
        AnyMailbox.Suspend(true);
        _children?.Close(true);
        _timers?.DisposeAll();
        _backOff?.Dispose();
        _escalated = null;
    }

    private ValueTask OnChildTerminated(ActorCell child)
    {
        _children?.Remove(child);
        _escalated?.Remove(child);
        return State switch
        {
            ActorState.Stopping when AreChildrenGone() => FinishStop(),
            ActorState.Restarting when AreChildrenGone() => FinishRestart(),
            _ => ValueTask.CompletedTask,
        };
    }

    /// <summary>Asks the children whose turn it is to stop. Asking one again does no harm.</summary>
    private bool AreChildrenGone()
    {
        if (_children is null || _children.Count == 0)
            return true;
        if (ChildStopOrder == ChildStopOrder.LastFirst)
        {
            _children.Last?.RequestStop();
        }
        else
        {
            foreach (ActorCell child in _children.ToArray())
                child.RequestStop();
        }

        return false;
    }

    private async ValueTask FinishRestart()
    {
        Exception cause = _restartCause!;
        await CloseInstance(cause);
        if (_restartDelay > TimeSpan.Zero)
        {
            _state = ActorState.BackingOff;
            _backOff = System.Time.CreateTimer(
                static cell => ((ActorCell)cell!).Post(new BackOffOverMessage()), this, _restartDelay, Timeout.InfiniteTimeSpan);
            return;
        }

        await StartInstance(cause);
    }

    private async ValueTask FinishStop()
    {
        await CloseInstance(null);
        SystemMessage? rest = CloseMailbox();
        _state = ActorState.Stopped;
        Dispatcher.Detach();

        // The parent first: a parent that also watches may use the name again when it hears of the end.
        if (Parent is null)
            System.OnGuardianStopped();
        else
            Parent.Post(new ChildTerminatedMessage(this));
        EndWatching(rest);
    }

    private async ValueTask CloseInstance(Exception? restartCause)
    {
        if (Instance is { } old)
        {
            try
            {
                await (restartCause is null ? old.RunPostStop() : old.RunPreRestart(restartCause));
            }
            catch (Exception e)
            {
                Publish(FaultPhase.Stopping, e);
            }
        }

        _timers?.DisposeAll();
        Instance = null;
        ForgetInstance();
    }
}
