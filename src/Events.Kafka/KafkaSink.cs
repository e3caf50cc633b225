using System.Text;
using Confluent.Kafka;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Kafka;

/// <summary>
/// Produces events to a topic, with the camera as key so that the events of a camera stay in order in one partition, and
/// counts an event as delivered when all replicas in sync have it. The producer is idempotent: its own repetitions are
/// stored once. What is sent again after a lost connection may be stored twice.
/// </summary>
/// <remarks>Messages carry the headers <c>content-type</c>, <c>ce_id</c> and <c>ce_type</c>. Source: CloudEvents, Kafka binding 1.0.</remarks>
public sealed class KafkaSink : IEventSink
{
    private readonly KafkaSinkOptions _options;
    private readonly IEventFormat? _format;
    private readonly BatchAnswers _answers = new();
    private IProducer<string, byte[]>? _producer;
    private string? _lastError;

    private KafkaSink(KafkaSinkOptions options, IEventFormat? format)
    {
        options.Check();
        _options = options;
        _format = format;
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <summary>Makes a sink; nothing is connected yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="format">The value of a message; null for the CloudEvents document as it is.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is wrong; the message names it (kind Configuration).</exception>
    public static KafkaSink Create(KafkaSinkOptions options, IEventFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new KafkaSink(options, format);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        if (KafkaLibrary.Missing is { } missing)
            throw new SinkUnavailableException($"{Name}: {missing}");
        _lastError = null;
        IProducer<string, byte[]> producer = Build();
        _producer = producer;
        try
        {
            // The library asks for the topic in one blocking call only, so that is made on a thread of its own.
            await Task.Factory.StartNew(() => Probe(producer), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        IProducer<string, byte[]> producer = _producer ?? throw Unavailable("is not connected");
        _answers.Begin(events.Count);
        try
        {
            for (int index = 0; index < events.Count; index++)
                Produce(producer, events[index], index);
            await _answers.Completion.WaitAsync(_options.ConfirmTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Unavailable($"did not acknowledge within {_options.ConfirmTimeout.TotalSeconds:0.#} s");
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

    private IProducer<string, byte[]> Build()
    {
        var config = new ProducerConfig
        {
            BootstrapServers = _options.Servers,
            ClientId = _options.ClientId,
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = _options.Linger.TotalMilliseconds,
            MessageTimeoutMs = (int)_options.ConfirmTimeout.TotalMilliseconds,
            SocketTimeoutMs = (int)Math.Max(1000, _options.ConfirmTimeout.TotalMilliseconds),
            MessageMaxBytes = _options.MaxMessageBytes,
            SecurityProtocol = (_options.Tls, _options.User) switch
            {
                (null, null) => SecurityProtocol.Plaintext,
                (null, _) => SecurityProtocol.SaslPlaintext,
                (_, null) => SecurityProtocol.Ssl,
                _ => SecurityProtocol.SaslSsl,
            },
        };
        if (_options.User is { } user)
        {
            config.SaslMechanism = _options.Mechanism switch
            {
                "SCRAM-SHA-256" => SaslMechanism.ScramSha256,
                "SCRAM-SHA-512" => SaslMechanism.ScramSha512,
                _ => SaslMechanism.Plain,
            };
            config.SaslUsername = user;
            config.SaslPassword = _options.Password ?? "";
        }

        if (_options.Tls is { } tls)
        {
            config.SslCaLocation = tls.CaFile;
            config.SslCertificateLocation = tls.CertificateFile;
            config.SslKeyLocation = tls.KeyFile;
        }

        return new ProducerBuilder<string, byte[]>(config)
            .SetErrorHandler((_, error) => Notice(error))
            .SetLogHandler(static (_, _) => { })
            .Build();
    }

    private void Probe(IProducer<string, byte[]> producer)
    {
        try
        {
            using IAdminClient admin = new DependentAdminClientBuilder(producer.Handle).Build();
            TopicMetadata topic = admin.GetMetadata(_options.Topic, _options.ConnectTimeout).Topics.Single();
            if (topic.Error.Code is not (ErrorCode.NoError or ErrorCode.LeaderNotAvailable))
                throw Unavailable($"cannot be written to: {topic.Error.Reason}");
        }
        catch (KafkaException error)
        {
            throw Unavailable($"cannot be reached: {_lastError ?? error.Error.Reason}", error);
        }
    }

    private void Produce(IProducer<string, byte[]> producer, OutgoingEvent e, int index)
    {
        var told = EventMessage.Of(e, _options.Mode, _format);
        ReadOnlyMemory<byte> body = told.Body;
        if (body.IsEmpty)
        {
            _answers.Answer(index, Delivery.Confirmed);
            return;
        }

        var message = new Message<string, byte[]>
        {
            Key = e.Camera,
            Value = body.ToArray(),
            Headers = new Headers
            {
                { "content-type", Encoding.UTF8.GetBytes(told.ContentType) },
            },
        };
        if (told.Attributes.Count == 0)
        {
            // For consumers that look at headers only; a structured message tells them in its body, too.
            message.Headers.Add("ce_id", Encoding.UTF8.GetBytes(e.Id));
            message.Headers.Add("ce_type", Encoding.UTF8.GetBytes(e.Type));
        }

        foreach ((string name, string value) in told.Attributes)
            message.Headers.Add("ce_" + name, Encoding.UTF8.GetBytes(value));
        try
        {
            producer.Produce(_options.Topic, message, report => Judge(report.Error, index, body.Length));
        }
        catch (ProduceException<string, byte[]> error)
        {
            Judge(error.Error, index, body.Length);
        }
    }

    private void Judge(Error error, int index, int bytes)
    {
        if (!error.IsError)
            _answers.Answer(index, Delivery.Confirmed);
        else if (error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge)
            _answers.Answer(index, Delivery.Refused($"payload over the broker's limit: {bytes} bytes ({error.Reason})"));
        else if (error.Code is ErrorCode.InvalidRecord or ErrorCode.InvalidMsg)
            _answers.Answer(index, Delivery.Refused($"the broker refused it: {error.Reason}"));
        else
            _answers.Fail(Unavailable($"did not take a message: {_lastError ?? error.Reason}"));
    }

    private void Notice(Error error)
    {
        // Once all brokers are gone the reasons why were told before, and are the ones to read.
        if (error.Code != ErrorCode.Local_AllBrokersDown)
            _lastError = error.Reason;
        if (error.IsFatal)
            _answers.Fail(Unavailable($"ended the producer: {error.Reason}"));
    }

    private SinkUnavailableException Unavailable(string what, Exception? cause = null) => new($"{Name}: {_options} {what}", cause);

    private async Task CloseAsync()
    {
        IProducer<string, byte[]>? producer = _producer;
        _producer = null;
        if (producer is null)
            return;
        // Ending a producer joins its threads.
        await Task.Factory.StartNew(producer.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }
}
