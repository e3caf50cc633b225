namespace VideoDyn.Events.Outbox;

/// <summary>Keeps an outbox within its bounds of size and age: what every sink has goes first.</summary>
internal sealed class OutboxRetention(OutboxOptions options)
{
    private const int RemovedAtOnce = 32;

    // A little below the bound: not every single event removes another one, and no commit takes long.
    private const double Target = 0.99;
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_betweenAnnouncements = TimeSpan.FromSeconds(10);

    private TimeSpan? _lastByAge;
    private TimeSpan? _lastAnnounced;
    private string _cause = "memory";

    /// <summary>Bytes in use when it was last looked.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Whether whoever has an event must wait until sinks have taken some.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Whether it is time to look although nothing else is to be written.</summary>
    public bool IsDue(OutboxStore store) => _lastByAge is not { } last || store.Clock.Running - last >= s_period;

    /// <summary>Removes what is too much or too old, in the open transaction.</summary>
    /// <returns>How many events were lost.</returns>
    public long Apply(OutboxStore store)
    {
        long lost = ByAge(store) + BySize(store);
        if (lost > 0)
            store.CountLost(lost);
        return lost;
    }

    /// <summary>Stores an event about lost ones, not too often.</summary>
    /// <param name="store">Where.</param>
    /// <param name="memory">Whether some were lost before they reached the database.</param>
    public void Announce(OutboxStore store, bool memory)
    {
        if (memory)
            _cause = "memory";
        if (store.Unannounced == 0 || (_lastAnnounced is { } last && store.Clock.Running - last < s_betweenAnnouncements))
            return;
        store.Insert(OutboxNotice.OfOverflow(store.Clock.Now, store.Unannounced, store.LostInAll, _cause));
        store.Announced();
        _lastAnnounced = store.Clock.Running;
    }

    /// <summary>The transaction was undone: what was to be told is still to be told.</summary>
    public void Undo() => (_lastAnnounced, _lastByAge) = (null, null);

    private long ByAge(OutboxStore store)
    {
        if (!IsDue(store))
            return 0;
        _lastByAge = store.Clock.Running;
        DateTimeOffset oldest = store.Clock.Now - options.MaxAge;
        store.RemoveRefused(oldest);
        long end = store.NewestBefore(oldest);
        // After a long time off, or a clock that was set, sinks get a chance before anything is lost by its age.
        if (store.Clock.Running < s_grace)
            end = Math.Min(end, store.DeliveredTo);
        return Remove(store, end, "age", int.MaxValue);
    }

    private long BySize(OutboxStore store)
    {
        UsedBytes = store.UsedBytes;
        IsFull = false;
        if (UsedBytes <= options.MaxBytes)
            return 0;
        long lost = 0;
        while (UsedBytes > options.MaxBytes * Target)
        {
            bool mayLose = options.Overflow == OutboxOverflow.DropOldest;
            long before = store.DeliveredTo;
            (long removed, long gone) = store.Remove(before, RemovedAtOnce);
            if (removed == 0 && mayLose)
                (removed, gone) = store.Remove(long.MaxValue, RemovedAtOnce);
            if (removed == 0)
            {
                IsFull = !mayLose;
                break;
            }

            _cause = gone > 0 ? "size" : _cause;
            lost += gone;
            UsedBytes = store.UsedBytes;
        }

        return lost;
    }

    private long Remove(OutboxStore store, long end, string cause, int most)
    {
        if (end <= 0)
            return 0;
        (_, long lost) = store.Remove(end, most);
        _cause = lost > 0 ? cause : _cause;
        return lost;
    }
}
