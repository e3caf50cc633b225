using System.Buffers;

namespace VideoDyn.Events.Outbox;

/// <summary>
/// What cameras hand over and the writer takes: a bounded queue in memory, so that no camera waits for the disk, and the
/// requests of the sinks.
/// </summary>
/// <remarks>Thread-safe. The lock is held for a few instructions and never while the disk is used.</remarks>
internal sealed class PendingEvents(int capacity, bool blocks, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly Queue<PendingEvent> _events = new();
    private List<OutboxRequest> _requests = [];
    private bool _full;
    private bool _released;
    private bool _ending;
    private long _lost;

    /// <summary>Events that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _events.Count;
        }
    }

    /// <summary>Hands an event over; waits for room only where the policy says so.</summary>
    public void Add(ReadOnlySpan<byte> json)
    {
        var head = EventHead.Read(json);
        byte[] copy = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(copy);
        lock (_gate)
        {
            while (blocks && !_released && !_ending && (_full || _events.Count >= capacity))
                Monitor.Wait(_gate);
            ObjectDisposedException.ThrowIf(_ending, this);
            if (_events.Count >= capacity)
            {
                ArrayPool<byte>.Shared.Return(_events.Dequeue().Json);
                _lost++;
            }

            _events.Enqueue(new PendingEvent(head, copy, json.Length, time.GetTimestamp()));
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Hands a request over.</summary>
    /// <returns>Whether it will be answered; false after the end.</returns>
    public bool Add(OutboxRequest request)
    {
        lock (_gate)
        {
            if (_ending)
                return false;
            _requests.Add(request);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Takes all requests and at most so many events, after waiting until there is something.</summary>
    /// <param name="events">Receives events; those in it already count.</param>
    /// <param name="most">Events in it at most.</param>
    /// <param name="patience">How long to wait; something is always to be looked after.</param>
    /// <param name="wakesAtEvents">Whether new events end the wait.</param>
    /// <returns>The requests, how many events were lost since the last call, and whether nothing new will come.</returns>
    public (List<OutboxRequest> Requests, long Lost, bool Ended) Take(List<PendingEvent> events, int most, TimeSpan patience, bool wakesAtEvents)
    {
        lock (_gate)
        {
            long began = time.GetTimestamp();
            while (!_ending && !(wakesAtEvents && (_events.Count > 0 || _requests.Count > 0)))
            {
                TimeSpan left = patience - time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                    break;
            }

            bool wasFull = _events.Count >= capacity;
            while (events.Count < most && _events.TryDequeue(out PendingEvent next))
                events.Add(next);
            if (wasFull)
                Monitor.PulseAll(_gate);
            List<OutboxRequest> requests = _requests;
            _requests = [];
            long lost = _lost;
            _lost = 0;
            return (requests, lost, _ending);
        }
    }

    /// <summary>Whether the database holds as much as it may, so that cameras wait.</summary>
    public void SetFull(bool full)
    {
        lock (_gate)
        {
            if (_full == full)
                return;
            _full = full;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>From now on nobody waits for room, so that cameras can end.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _released = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more comes: whoever waits is released.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }
    }
}
