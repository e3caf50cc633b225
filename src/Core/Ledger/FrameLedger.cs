namespace VideoDyn.Core.Ledger;

/// <summary>
/// The frame account of one stream. Its unit is one video packet delivered by the demuxer, and at every instant
/// <c>received = analyzed + reused + skipped + dropped + failed + in flight</c>.
/// </summary>
/// <remarks>
/// Each number is counted where the thing happens and never derived from the others, so a path that forgets to book
/// shows as an imbalance. Thread-safe; a snapshot is exact.
/// </remarks>
public sealed class FrameLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _skipped = [];
    private readonly Dictionary<string, long> _dropped = [];
    private readonly Dictionary<string, long> _failed = [];
    private long _received;
    private long _inFlight;
    private long _analyzed;
    private long _reused;
    private long _decoded;
    private long _audited;

    /// <summary>The one number that is not counted: lets tests prove that each of them is needed for the balance.</summary>
    internal LedgerEntry Muted { get; init; }

    /// <summary>Books one packet in; it is in flight until one of the outcomes is booked for it.</summary>
    public void Receive()
    {
        lock (_gate)
        {
            _received += One(LedgerEntry.Received);
            _inFlight += One(LedgerEntry.InFlight);
        }
    }

    /// <summary>Counts a decoded picture (a side counter, no outcome).</summary>
    public void CountDecoded()
    {
        lock (_gate)
            _decoded++;
    }

    /// <summary>Counts an audit frame (a side counter, no outcome).</summary>
    public void CountAudited()
    {
        lock (_gate)
            _audited++;
    }

    /// <summary>Outcome: the region plan ran on the frame.</summary>
    public void Analyze()
    {
        lock (_gate)
        {
            _inFlight -= One(LedgerEntry.InFlight);
            _analyzed += One(LedgerEntry.Analyzed);
        }
    }

    /// <summary>Outcome: a signal judged the pixels equivalent and the last result stands.</summary>
    public void Reuse()
    {
        lock (_gate)
        {
            _inFlight -= One(LedgerEntry.InFlight);
            _reused += One(LedgerEntry.Reused);
        }
    }

    /// <summary>Outcome: a gate left the frame out.</summary>
    /// <param name="reason">The gate's reason code, e.g. <see cref="SkipReasons.EveryN"/>.</param>
    public void Skip(string reason) => Book(_skipped, reason, 1, LedgerEntry.Skipped);

    /// <summary>Outcome: the frame was lost to load or to the end of the run.</summary>
    /// <param name="cause">One of <see cref="DropCauses"/>.</param>
    /// <param name="count">How many frames.</param>
    public void Drop(string cause, long count = 1) => Book(_dropped, cause, count, LedgerEntry.Dropped);

    /// <summary>Outcome: the frame could not be processed.</summary>
    /// <param name="cause">One of <see cref="FailCauses"/>.</param>
    /// <param name="count">How many frames.</param>
    public void Fail(string cause, long count = 1) => Book(_failed, cause, count, LedgerEntry.Failed);

    /// <summary>How many packets have no outcome yet.</summary>
    public long InFlight
    {
        get
        {
            lock (_gate)
                return _inFlight;
        }
    }

    /// <summary>All counters at one instant.</summary>
    public LedgerSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new LedgerSnapshot
            {
                Received = _received,
                Analyzed = _analyzed,
                Reused = _reused,
                Skipped = new SortedDictionary<string, long>(_skipped, StringComparer.Ordinal),
                Dropped = new SortedDictionary<string, long>(_dropped, StringComparer.Ordinal),
                Failed = new SortedDictionary<string, long>(_failed, StringComparer.Ordinal),
                InFlight = _inFlight,
                Decoded = _decoded,
                Audited = _audited,
            };
        }
    }

    private long One(LedgerEntry entry) => Muted == entry ? 0 : 1;

    private void Book(Dictionary<string, long> outcomes, string code, long count, LedgerEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return;
        lock (_gate)
        {
            _inFlight -= count * One(LedgerEntry.InFlight);
            outcomes[code] = outcomes.GetValueOrDefault(code) + (count * One(entry));
        }
    }
}
