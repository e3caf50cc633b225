using System.Collections.Concurrent;
using System.Diagnostics;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Benchmarks.Sinks;

/// <summary>Notes when each event was confirmed.</summary>
internal sealed class TimedSink(IEventSink sink) : IEventSink
{
    private readonly ConcurrentDictionary<string, long> _enqueued = new();
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _confirmed;

    public string Name => sink.Name;

    public int MaxBatch => sink.MaxBatch;

    public int Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>Times from enqueueing to confirmed, sorted.</summary>
    public double[] Milliseconds => [.. _milliseconds.Order()];

    public void Enqueued(string id) => _enqueued[id] = Stopwatch.GetTimestamp();

    public void Forget()
    {
        _milliseconds.Clear();
        Volatile.Write(ref _confirmed, 0);
    }

    public Task OpenAsync(CancellationToken cancellationToken) => sink.OpenAsync(cancellationToken);

    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        await sink.SendAsync(events, deliveries, cancellationToken);
        for (int i = 0; i < deliveries.Count; i++)
        {
            if (!deliveries[i].IsConfirmed)
                throw new InvalidOperationException($"{Name} refused {events[i].Id}: {deliveries[i].Refusal}");
            if (_enqueued.TryRemove(events[i].Id, out long since))
                _milliseconds.Enqueue(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        Interlocked.Add(ref _confirmed, deliveries.Count);
    }

    public ValueTask DisposeAsync() => sink.DisposeAsync();
}
