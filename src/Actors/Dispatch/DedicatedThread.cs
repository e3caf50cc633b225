namespace VideoDyn.Actors.Dispatch;

/// <summary>One thread that runs the turns of one actor, and what follows its awaits, until the actor has stopped.</summary>
internal sealed class DedicatedThread : Dispatcher
{
    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private bool _over;

    public DedicatedThread(string name)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    public override void Schedule(IThreadPoolWorkItem work, bool again)
    {
        lock (_work)
        {
            if (!_over)
            {
                _work.Enqueue(work);
                Monitor.Pulse(_work);
                return;
            }
        }

        // What was left over by a handler after its actor had stopped still has to run somewhere.
        Pool.Schedule(work, again);
    }

    protected internal override void Detach()
    {
        lock (_work)
            _over = true;
    }

    private void Run()
    {
        SynchronizationContext.SetSynchronizationContext(new WorkItemContext(this));
        while (Next() is { } work)
            work.Execute();
    }

    // This is the one place of the runtime where a thread waits, and the thread is nobody else's.
    private IThreadPoolWorkItem? Next()
    {
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (_over)
                    return null;
                Monitor.Wait(_work);
            }

            return _work.Dequeue();
        }
    }
}
