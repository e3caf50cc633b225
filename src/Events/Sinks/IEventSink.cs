namespace VideoDyn.Events.Sinks;

/// <summary>
/// One place that events are delivered to: a file, a web hook, a message broker. Whoever feeds it keeps every event until
/// <see cref="SendAsync"/> has told what became of it, so a sink holds nothing of its own and may die at any time.
/// </summary>
/// <remarks>Not thread-safe: calls come one after another. Nothing blocks a thread while it waits for the other side.</remarks>
public interface IEventSink : IAsyncDisposable
{
    /// <summary>Name as configured; part of errors and metrics, free of secrets.</summary>
    string Name { get; }

    /// <summary>The largest number of events of one <see cref="SendAsync"/> call, at least 1.</summary>
    int MaxBatch { get; }

    /// <summary>Connects. Called before the first batch and again after each <see cref="SinkUnavailableException"/>.</summary>
    /// <exception cref="SinkUnavailableException">The other side cannot be reached, or refuses the connection.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Sends events in order and waits until the other side has answered for each of them.</summary>
    /// <param name="events">Events by rising sequence number, at most <see cref="MaxBatch"/>; valid until the task ends.</param>
    /// <param name="deliveries">An empty list; one answer is added per event, in the same order.</param>
    /// <param name="cancellationToken">Gives up waiting; what was sent may arrive all the same.</param>
    /// <exception cref="SinkUnavailableException">
    /// The connection broke. Answers that were added before it count; nothing is known of the rest of the batch, which is sent
    /// again after the next <see cref="OpenAsync"/>. The receiver tells repeated events by their id.
    /// </exception>
    Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken);
}
