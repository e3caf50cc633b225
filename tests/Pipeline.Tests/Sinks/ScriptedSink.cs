using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Tests.Sinks;

/// <summary>A sink that does what a test says, and keeps what it took.</summary>
internal sealed class ScriptedSink(string name) : IEventSink
{
    private readonly Lock _gate = new();
    private readonly List<string> _taken = [];
    private readonly List<string> _offered = [];

    public string Name => name;

    public int MaxBatch { get; init; } = 10;

    /// <summary>Told before each opening; may throw.</summary>
    public Func<CancellationToken, Task> OnOpen { get; set; } = _ => Task.CompletedTask;

    /// <summary>Told before each event; may throw, or refuse.</summary>
    public Func<OutgoingEvent, Delivery> OnEvent { get; set; } = _ => Delivery.Confirmed;

    public int Openings { get; private set; }

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_gate)
                return [.. _taken];
        }
    }

    public IReadOnlyList<string> Offered
    {
        get
        {
            lock (_gate)
                return [.. _offered];
        }
    }

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        Openings++;
        return OnOpen(cancellationToken);
    }

    public Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        Assert.InRange(events.Count, 1, MaxBatch);
        foreach (OutgoingEvent e in events)
        {
            lock (_gate)
                _offered.Add(e.Id);
            Delivery answer = OnEvent(e);
            deliveries.Add(answer);
            if (!answer.IsConfirmed)
                continue;
            lock (_gate)
                _taken.Add(e.Id);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
