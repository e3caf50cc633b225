using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>
/// One use of a plan that all streams of the process with the same model, input and options share: packed weights are in
/// memory once. The last user frees them.
/// </summary>
internal sealed class SharedPlan : IDisposable
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<Key, Entry> s_plans = [];
    private readonly Key _key;
    private readonly Entry _entry;
    private bool _disposed;

    private SharedPlan(Key key, Entry entry)
    {
        _key = key;
        _entry = entry;
    }

    /// <summary>Plans in use in this process.</summary>
    public static int Count
    {
        get
        {
            lock (s_lock)
                return s_plans.Count;
        }
    }

    /// <summary>The plan.</summary>
    public EnginePlan Plan => _entry.Plan;

    /// <summary>Takes the plan that is there, or makes it.</summary>
    /// <param name="modelSha256">SHA-256 of the model file.</param>
    /// <param name="inputShape">Shape of the input.</param>
    /// <param name="options">Options.</param>
    /// <param name="create">Makes it; what it throws passes through.</param>
    public static SharedPlan Take(string modelSha256, IReadOnlyList<long> inputShape, EnginePlanOptions options, Func<EnginePlan> create)
    {
        var key = new Key(modelSha256, string.Join('x', inputShape), options);
        // Planning under the lock: a second stream of the same model waits for the first one's plan instead of making its own.
        lock (s_lock)
        {
            if (!s_plans.TryGetValue(key, out Entry? entry))
                s_plans.Add(key, entry = new Entry(create()));
            entry.Users++;
            return new SharedPlan(key, entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (s_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            if (--_entry.Users > 0)
                return;
            s_plans.Remove(_key);
        }

        _entry.Plan.Dispose();
    }

    private sealed record Key(string ModelSha256, string InputShape, EnginePlanOptions Options);

    private sealed class Entry(EnginePlan plan)
    {
        public EnginePlan Plan => plan;

        public int Users { get; set; }
    }
}
