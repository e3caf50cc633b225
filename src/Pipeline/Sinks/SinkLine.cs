using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>
/// What the actor of one sink works on. It is owned by the host, so that a restarted actor goes on where the old one was.
/// </summary>
internal sealed class SinkLine(HostedSink hosted, EventOutbox outbox, DeliveryOptions options)
{
    private volatile string? _error;
    private volatile SinkState _state;
    private long _sent;
    private long _refused;
    private long _failures;

    public IEventSink Sink => hosted.Sink;

    public HostedSink Hosted => hosted;

    public EventOutbox Outbox => outbox;

    public DeliveryOptions Options => options;

    /// <summary>What is being delivered.</summary>
    public SinkBatch Batch { get; } = new();

    /// <summary>Whether the sink is open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Failures since it last took something.</summary>
    public int FailuresInARow { get; private set; }

    public SinkStatus Status()
    {
        long pending = outbox.Status.Sinks.FirstOrDefault(backlog => backlog.Sink == Sink.Name)?.Pending ?? 0;
        return new SinkStatus(Sink.Name, _state, Interlocked.Read(ref _sent), Interlocked.Read(ref _refused), Interlocked.Read(ref _failures), pending, _error);
    }

    public void Connecting() => _state = SinkState.Connecting;

    public void Connected()
    {
        bool back = _error is not null;
        FailuresInARow = 0;
        _state = SinkState.Connected;
        _error = null;
        if (back)
            options.OnChange?.Invoke(Status());
    }

    public void Took(long sent, long refused)
    {
        Interlocked.Add(ref _sent, sent);
        Interlocked.Add(ref _refused, refused);
        Connected();
    }

    public void Failed(string error)
    {
        FailuresInARow++;
        Interlocked.Increment(ref _failures);
        bool isNew = _error is null;
        _state = SinkState.Waiting;
        _error = error;
        if (isNew)
            options.OnChange?.Invoke(Status());
    }

    public void Stopped() => _state = SinkState.Stopped;
}
