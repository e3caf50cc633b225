using VideoDyn.Events.Envelope.Formats;

namespace VideoDyn.Events.Sinks.Files;

/// <summary>Writes events as JSON lines to a stream such as standard output. A reader that has gone makes it unavailable.</summary>
/// <param name="name">Name as configured.</param>
/// <param name="stream">Where to; closed with the sink. It must not buffer, else a crash loses what counts as delivered.</param>
/// <param name="format">The form of the documents; null for CloudEvents as they are.</param>
public sealed class StreamSink(string name, Stream stream, IEventFormat? format = null) : IEventSink
{
    private readonly LineBuffer _lines = new(format);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int MaxBatch => 100;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        _lines.Clear();
        for (int index = 0; index < events.Count; index++)
            _lines.Add(events[index]);
        try
        {
            await stream.WriteAsync(_lines.Content, CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new SinkUnavailableException($"{name}: cannot be written: {error.Message}", error);
        }

        for (int index = 0; index < events.Count; index++)
            deliveries.Add(Delivery.Confirmed);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
