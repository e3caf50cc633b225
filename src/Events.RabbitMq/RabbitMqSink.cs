using System.Text;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq;

/// <summary>
/// Publishes events to an exchange and counts an event as delivered when the broker has confirmed it, which for a durable
/// queue means stored. A batch is published as a whole and its confirms are awaited together.
/// </summary>
/// <remarks>
/// Messages are persistent and carry the event's id as <c>message-id</c>, its type as <c>type</c>, and the headers
/// <c>videodyn-sequence</c> and <c>videodyn-camera</c>. An event that no queue is bound for is refused, but not
/// in the first moments of a connection (<see cref="RabbitMqSinkOptions.UnroutableGrace"/>).
/// Source: AMQP 0-9-1 with RabbitMQ's publisher confirms.
/// </remarks>
public sealed class RabbitMqSink : IEventSink
{
    // The length of a short string in AMQP.
    private const int MaxRoutingKey = 255;

    private readonly RabbitMqSinkOptions _options;
    private readonly RoutingTemplate _routingKey;
    private readonly IEventFormat? _format;
    private readonly BatchAnswers _answers = new();
    private readonly UnroutableGrace _grace;
    private BrokerLink? _link;
    private long _maxMessage = long.MaxValue;

    private RabbitMqSink(RabbitMqSinkOptions options, IEventFormat? format)
    {
        options.Check();
        _options = options;
        _grace = new UnroutableGrace(options.UnroutableGrace);
        _format = format;
        _routingKey = RoutingTemplate.Parse(options.RoutingKey, RoutingSyntax.RoutingKey, $"sink {options.Name}: routing_key");
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <summary>Makes a sink; nothing is connected yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="format">The body of a message; null for the CloudEvents document as it is.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is wrong; the message names it (kind Configuration).</exception>
    public static RabbitMqSink Create(RabbitMqSinkOptions options, IEventFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RabbitMqSink(options, format);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        try
        {
            _link = await BrokerLink.OpenAsync(_options, _grace, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _grace.Lost();
            throw;
        }

        _grace.Connected();
    }

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        _answers.Begin(events.Count);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.ConfirmTimeout);
        try
        {
            while (!await TrySendAsync(events, deadline.Token).ConfigureAwait(false))
                _answers.Resume();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SinkUnavailableException($"{Name}: {_options} did not confirm within {_options.ConfirmTimeout.TotalSeconds:0.#} s");
        }
        finally
        {
            _answers.CopyTo(deliveries);
            if (deliveries.Count < events.Count)
                await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    /// <returns>False when the broker closed the channel because of one message, which is now known and left out.</returns>
    private async Task<bool> TrySendAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        BrokerLink link = _link ?? throw new SinkUnavailableException($"{Name}: not connected to {_options}");
        try
        {
            link.Begin(events, _answers);
            for (int index = 0; index < events.Count; index++)
            {
                if (!_answers.IsAnswered(index))
                    await PublishAsync(link, events[index], index, cancellationToken).ConfigureAwait(false);
            }

            await _answers.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
            _grace.Answered();
            return true;
        }
        catch (MessageTooLargeException error) when (error.Limit < _maxMessage)
        {
            _maxMessage = error.Limit;
            await link.ReopenChannelAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private async ValueTask PublishAsync(BrokerLink link, OutgoingEvent e, int index, CancellationToken cancellationToken)
    {
        var message = EventMessage.Of(e, _options.Mode, _format);
        ReadOnlyMemory<byte> body = message.Body;
        string routingKey = _routingKey.Of(e);
        if (body.IsEmpty)
            _answers.Answer(index, Delivery.Confirmed);
        else if (body.Length > _maxMessage)
            _answers.Answer(index, Delivery.Refused($"payload over the broker's limit: {body.Length} bytes, at most {_maxMessage}"));
        else if (Encoding.UTF8.GetByteCount(routingKey) > MaxRoutingKey)
            _answers.Answer(index, Delivery.Refused($"routing key over {MaxRoutingKey} bytes: '{routingKey[..60]}…'"));
        else
            await link.PublishAsync(e, index, routingKey, message, cancellationToken).ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        BrokerLink? link = _link;
        _link = null;
        if (link is null)
            return;
        if (!link.BrokeByReturn)
            _grace.Lost();
        await link.DisposeAsync().ConfigureAwait(false);
    }
}
