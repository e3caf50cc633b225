using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>
/// A batch on its way to a sink: what the sink has answered for, what is still to be sent, and what it refused. Kept through
/// a broken connection, so that only what is not answered for is sent again.
/// </summary>
internal sealed class SinkBatch
{
    private readonly List<OutgoingEvent> _open = [];
    private readonly Dictionary<long, string> _refusals = [];
    private readonly List<Delivery> _deliveries = [];
    private long _last;

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsDone { get; private set; } = true;

    /// <summary>What is to be sent.</summary>
    public IReadOnlyList<OutgoingEvent> Open => _open;

    /// <summary>Where the sink adds its answers.</summary>
    public IList<Delivery> Deliveries => _deliveries;

    /// <summary>How often all that is left was refused.</summary>
    public int Attempts { get; private set; }

    /// <summary>Takes the next events.</summary>
    /// <param name="events">At least one.</param>
    /// <param name="accepts">Which of them the sink gets.</param>
    public void Begin(IReadOnlyList<OutgoingEvent> events, Func<OutgoingEvent, bool> accepts)
    {
        _open.Clear();
        _refusals.Clear();
        _deliveries.Clear();
        Attempts = 0;
        _last = events[^1].Sequence;
        _open.AddRange(events.Where(accepts));
        IsDone = false;
    }

    /// <summary>Takes the answers over that were added.</summary>
    /// <returns>How many events are confirmed.</returns>
    public int Settle()
    {
        int confirmed = 0;
        bool complete = _deliveries.Count >= _open.Count;
        for (int index = Math.Min(_deliveries.Count, _open.Count) - 1; index >= 0; index--)
        {
            if (_deliveries[index].Refusal is { } reason)
            {
                _refusals[_open[index].Sequence] = reason;
                continue;
            }

            _open.RemoveAt(index);
            confirmed++;
        }

        _deliveries.Clear();
        if (complete && _open.Count > 0)
            Attempts++;
        return confirmed;
    }

    /// <summary>Notes a failure that is the fault of the first event, as far as one can tell.</summary>
    public void Blame(string reason)
    {
        if (_open.Count == 0)
            return;
        _refusals[_open[0].Sequence] = reason;
        Attempts++;
    }

    /// <summary>Gives the first event up, so that the others get their turn.</summary>
    public RefusedEvent GiveUpFirst()
    {
        var refused = new RefusedEvent(_open[0].Sequence, _refusals[_open[0].Sequence]);
        _open.RemoveAt(0);
        Attempts = 0;
        return refused;
    }

    /// <summary>Gives up what is left.</summary>
    public RefusedEvent[] GiveUp()
    {
        RefusedEvent[] refused = [.. _open.Select(e => new RefusedEvent(e.Sequence, _refusals[e.Sequence]))];
        _open.Clear();
        return refused;
    }

    /// <summary>Up to where the sink has answered.</summary>
    public long AnsweredTo => _open.Count == 0 ? _last : _open[0].Sequence - 1;

    /// <summary>It is over.</summary>
    public void End() => IsDone = true;
}
