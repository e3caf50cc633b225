namespace VideoDyn.Actors.Scheduling;

/// <summary>The running timers of one instance of an actor. Timers take themselves out on threads of their own.</summary>
internal sealed class TimerSet
{
    private readonly HashSet<IDisposable> _running = [];

    public void Add(IDisposable timer)
    {
        lock (_running)
            _running.Add(timer);
    }

    public void Remove(IDisposable timer)
    {
        lock (_running)
            _running.Remove(timer);
    }

    public void DisposeAll()
    {
        IDisposable[] all;
        lock (_running)
        {
            all = [.. _running];
            _running.Clear();
        }

        foreach (IDisposable timer in all)
            timer.Dispose();
    }
}
