using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Scheduling;

/// <summary>
/// One model for many streams: as many copies of its working memory as analyses ever ran at once, all on one loaded
/// session. Only for analyzers without a memory of earlier frames.
/// </summary>
internal sealed class SharedAnalyzer
{
    private readonly Lock _gate = new();
    private readonly Stack<IAnalyzer> _free = new();
    private readonly List<IAnalyzer> _all = [];
    private readonly Func<IAnalyzer, IAnalyzer> _copy;
    private readonly Action<SharedAnalyzer> _onUnused;
    private int _users;

    public SharedAnalyzer(IAnalyzer first, Func<IAnalyzer, IAnalyzer> copy, Action<SharedAnalyzer> onUnused)
    {
        _copy = copy;
        _onUnused = onUnused;
        Info = first.Info;
        _all.Add(first);
        _free.Push(first);
    }

    public AnalyzerInfo Info { get; }

    /// <summary>How many copies there are.</summary>
    public int Copies
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    /// <summary>Whether a stream uses it.</summary>
    public bool IsUsed => Volatile.Read(ref _users) > 0;

    /// <summary>The analyzer for one more stream; disposing the last one unloads the model.</summary>
    public IAnalyzer Use()
    {
        Interlocked.Increment(ref _users);
        return new User(this);
    }

    public void Unload()
    {
        foreach (IAnalyzer analyzer in _all)
            analyzer.Dispose();
    }

    private void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        IAnalyzer analyzer = Rent();
        try
        {
            analyzer.Analyze(frame, region, observations);
        }
        finally
        {
            lock (_gate)
                _free.Push(analyzer);
        }
    }

    private IAnalyzer Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out IAnalyzer? free))
                return free;
            // Rare and short: once per worker and model.
            IAnalyzer copy = _copy(_all[0]);
            _all.Add(copy);
            return copy;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _onUnused(this);
    }

    private sealed class User(SharedAnalyzer model) : IAnalyzer
    {
        private bool _disposed;

        public AnalyzerInfo Info => model.Info;

        public void Analyze(FrameLease frame, RegionPlan region, Observations observations) => model.Analyze(frame, region, observations);

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            model.Leave();
        }
    }
}
