using VideoDyn.Actors.Dispatch;

namespace VideoDyn.Actors.TestKit;

/// <summary>
/// Runs turns on the caller's thread, one after another, in an order drawn from a seed; what follows an await comes back
/// here as well. The same seed gives the same run.
/// </summary>
/// <remarks>Without a seed the order is first in, first out.</remarks>
public sealed class SteppingDispatcher : Dispatcher
{
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly List<string> _trace = [];
    private readonly Random? _random;
    private readonly WorkItemContext _context;

    /// <summary>Starts with nothing to do.</summary>
    /// <param name="seed">Decides who goes next; null for first in, first out.</param>
    public SteppingDispatcher(int? seed = null)
    {
        _random = seed is { } number ? new Random(number) : null;
        _context = new WorkItemContext(this);
    }

    /// <summary>Whether a step can be taken.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_ready)
                return _ready.Count == 0;
        }
    }

    /// <summary>Who ran, in order: paths of actors, and what else was scheduled.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <inheritdoc/>
    public override void Schedule(IThreadPoolWorkItem work, bool again)
    {
        lock (_ready)
            _ready.Add(work);
    }

    /// <summary>Has an action of the test take part, as one step among the others.</summary>
    public void Schedule(string name, Action action) => Schedule(new NamedAction(name, action), again: false);

    /// <summary>Takes one step.</summary>
    /// <returns>False when there was none to take.</returns>
    public bool Step()
    {
        IThreadPoolWorkItem work;
        lock (_ready)
        {
            if (_ready.Count == 0)
                return false;
            int next = _random?.Next(_ready.Count) ?? 0;
            work = _ready[next];
            _ready.RemoveAt(next);
        }

        _trace.Add(work.ToString() ?? string.Empty);
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            work.Execute();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return true;
    }

    private sealed class NamedAction(string name, Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();

        public override string ToString() => name;
    }
}
