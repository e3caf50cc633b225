using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq;

/// <summary>One connection with one channel, and which of the published messages the broker has answered.</summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    private const string SequenceHeader = "videodyn-sequence";
    private const string AttributePrefix = "cloudEvents:";
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);
    private readonly RabbitMqSinkOptions _options;
    private readonly UnroutableGrace _grace;
    private readonly IConnection _connection;
    private readonly Lock _lock = new();
    // Position in the batch by delivery tag; tags count up from 1 with every message of the channel.
    private readonly List<int> _published = [];
    private IChannel? _channel;
    private IReadOnlyList<OutgoingEvent> _events = [];
    private BatchAnswers? _answers;
    private ulong _firstTag;
    private int _settled;
    private Exception? _broken;
    private bool _brokeByReturn;

    private BrokerLink(RabbitMqSinkOptions options, UnroutableGrace grace, IConnection connection)
    {
        _options = options;
        _grace = grace;
        _connection = connection;
        connection.ConnectionShutdownAsync += OnShutdownAsync;
    }

    /// <summary>Connects and makes sure of exchange and queue.</summary>
    /// <exception cref="SinkUnavailableException">The broker cannot be reached, or refuses.</exception>
    public static async Task<BrokerLink> OpenAsync(RabbitMqSinkOptions options, UnroutableGrace grace, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.ConnectTimeout);
        BrokerLink? link = null;
        try
        {
            IConnection connection = await Connector.ConnectAsync(options, deadline.Token).ConfigureAwait(false);
            link = new BrokerLink(options, grace, connection);
            await Topology.EnsureAsync(connection, options, deadline.Token).ConfigureAwait(false);
            await link.OpenChannelAsync(deadline.Token).ConfigureAwait(false);
            return link;
        }
        catch (Exception error) when (error is not SinkUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            await DiscardAsync(link).ConfigureAwait(false);
            throw Connector.Explain(options, error);
        }
        catch
        {
            await DiscardAsync(link).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether it was given up by ourselves, to send a returned message again, and for no other reason.</summary>
    public bool BrokeByReturn
    {
        get
        {
            lock (_lock)
                return _brokeByReturn;
        }
    }

    /// <summary>Answers from here on belong to this batch.</summary>
    public void Begin(IReadOnlyList<OutgoingEvent> events, BatchAnswers answers)
    {
        lock (_lock)
        {
            _firstTag += (ulong)_published.Count;
            _published.Clear();
            _settled = 0;
            _events = events;
            _answers = answers;
            if (_broken is not null)
                answers.Fail(_broken);
        }
    }

    /// <summary>Hands one message to the connection; the answer comes to the batch.</summary>
    public async ValueTask PublishAsync(
        OutgoingEvent e, int index, string routingKey, EventMessage message, CancellationToken cancellationToken)
    {
        IChannel channel;
        lock (_lock)
        {
            if (_broken is not null || _channel is null)
                return;
            channel = _channel;
            _published.Add(index);
        }

        var properties = new BasicProperties
        {
            ContentType = message.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = e.Id,
            Type = e.Type,
            AppId = "videodyn",
            Headers = new Dictionary<string, object?> { [SequenceHeader] = e.Sequence, ["videodyn-camera"] = e.Camera },
        };
        foreach ((string name, string value) in message.Attributes)
            properties.Headers[AttributePrefix + name] = value;
        try
        {
            await channel.BasicPublishAsync(_options.Exchange, routingKey, mandatory: true, properties, message.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Break(error is OperationInterruptedException { ShutdownReason: { } end } ? Reason(end) : Connector.Explain(_options, error));
        }
    }

    /// <summary>Makes a new channel after the broker has closed the last one.</summary>
    public async Task ReopenChannelAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_channel is not null)
                await _channel.DisposeAsync().ConfigureAwait(false);
            await OpenChannelAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw Connector.Explain(_options, error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A frozen broker answers no farewell either; the client then goes on waiting without us.
        using var patience = new PeriodicTimer(s_farewell);
        await Task.WhenAny(LeaveAsync(), patience.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
    }

    private async Task LeaveAsync()
    {
        try
        {
            await _connection.AbortAsync(s_farewell).ConfigureAwait(false);
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever a connection that is given up has to say: what matters was told when it broke.
            return;
        }
    }

    private static ValueTask DiscardAsync(BrokerLink? link) => link is null ? ValueTask.CompletedTask : link.DisposeAsync();

    private async Task OpenChannelAsync(CancellationToken cancellationToken)
    {
        // Tracking is our own: the client's makes a task per message, and tells a lost channel as an error of each.
        IChannel channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false), cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _channel = channel;
            _published.Clear();
            _firstTag = 1;
            _settled = 0;
            _broken = null;
            _brokeByReturn = false;
        }

        channel.BasicAcksAsync += (_, args) => OnAnswer(args.DeliveryTag, args.Multiple, isTaken: true);
        channel.BasicNacksAsync += (_, args) => OnAnswer(args.DeliveryTag, args.Multiple, isTaken: false);
        channel.BasicReturnAsync += OnReturnAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
    }

    private Task OnAnswer(ulong tag, bool isMultiple, bool isTaken)
    {
        if (!isTaken)
        {
            Break(new SinkUnavailableException($"{_options.Name}: {_options} could not store a message; a queue may be full"));
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            int last = (int)(tag - _firstTag);
            if (tag < _firstTag || last >= _published.Count || _answers is null)
                return Task.CompletedTask;
            for (int position = isMultiple ? _settled : last; position <= last; position++)
                _answers.Answer(_published[position], Delivery.Confirmed);
            if (isMultiple)
                _settled = Math.Max(_settled, last + 1);
        }

        return Task.CompletedTask;
    }

    /// <summary>Comes before the confirm of the same message, so that this answer is the one that counts.</summary>
    private Task OnReturnAsync(object sender, BasicReturnEventArgs args)
    {
        string reason = $"no queue is bound for it: exchange '{args.Exchange}', routing key '{args.RoutingKey}' ({args.ReplyCode} {args.ReplyText})";
        if (_grace.Covers())
        {
            Break(new SinkUnavailableException($"{_options.Name}: {_options} returned a message: {reason}; it is sent again in case a queue still comes"), isReturn: true);
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            if (_answers is null || args.BasicProperties.Headers?[SequenceHeader] is not long sequence)
                return Task.CompletedTask;
            for (int index = 0; index < _events.Count; index++)
            {
                if (_events[index].Sequence == sequence)
                {
                    _answers.Answer(index, Delivery.Refused(reason));
                    break;
                }
            }
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs args)
    {
        // A channel that was replaced has nothing to say about the new one.
        lock (_lock)
        {
            if (sender is IChannel channel && _channel is not null && !ReferenceEquals(channel, _channel))
                return Task.CompletedTask;
        }

        Break(Reason(args));
        return Task.CompletedTask;
    }

    private Exception Reason(ShutdownEventArgs end) =>
        MessageTooLargeException.From(end.ReplyText) is { } tooLarge ? tooLarge : Connector.Explain(_options, end);

    // What breaks it first is the reason; the farewell that follows is not.
    private void Break(Exception reason, bool isReturn = false)
    {
        BatchAnswers? answers;
        lock (_lock)
        {
            if (_broken is null)
                (_broken, _brokeByReturn) = (reason, isReturn);
            answers = _answers;
        }

        answers?.Fail(reason);
    }
}
