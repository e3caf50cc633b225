namespace VideoDyn.Actors.Cells;

/// <summary>Who hears of whose end.</summary>
internal abstract partial class ActorCell
{
    private HashSet<ActorCell>? _watching;
    private List<ActorCell>? _watchers;

    public void Watch(ActorCell target)
    {
        if (target == this)
            throw new ArgumentException($"{Path} cannot watch itself", nameof(target));
        if (!(_watching ??= []).Add(target))
            return;
        if (!target.Post(new WatchMessage(this)))
            Post(new TerminatedSignal(target));
    }

    public void Unwatch(ActorCell target)
    {
        if (_watching?.Remove(target) == true)
            target.Post(new UnwatchMessage(this));
    }

    /// <summary>Does what a signal asks; may throw what a handler throws.</summary>
    protected ValueTask Handle(Signal signal)
    {
        switch (signal)
        {
            case StopSignal:
                RequestStop();
                return ValueTask.CompletedTask;

            // Not watched any more: the watcher changed its mind while this was on its way.
            case TerminatedSignal terminated when _watching?.Remove(terminated.Actor) == true:
                return Instance!.RunOnTerminated(new Terminated(terminated.Actor));
            default:
                return ValueTask.CompletedTask;
        }
    }

    private void EndWatching(SystemMessage? rest)
    {
        foreach (ActorCell watcher in _watchers ?? [])
            watcher.Post(new TerminatedSignal(this));
        _watchers = null;
        for (; rest is not null; rest = rest.Next)
        {
            // An unwatch that is still queued needs no answer: its sender ignores what it does not watch.
            if (rest is WatchMessage late)
                late.Watcher.Post(new TerminatedSignal(this));
        }

        foreach (ActorCell target in _watching ?? [])
            target.Post(new UnwatchMessage(this));
        _watching = null;
    }
}
