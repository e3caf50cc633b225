using System.Security.Cryptography;
using System.Text;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Mqtt.Native;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt;

/// <summary>
/// Publishes events with QoS 1 and counts an event as delivered when the broker has acknowledged it. Keeps a retained
/// <c>online</c> under <c>PREFIX/available</c>, which the broker turns into <c>offline</c> when this program goes.
/// </summary>
/// <remarks>Source: MQTT 3.1.1 and 5.0 (OASIS); libmosquitto 2.0.</remarks>
public sealed class MqttSink : IEventSink
{
    // Two bytes of length in the protocol.
    private const int MaxTopic = 65535;
    private static readonly Lazy<string?> s_missing = new(Load);
    private readonly MqttSinkOptions _options;
    private readonly IEventFormat? _format;
    private readonly Topics _topics;
    private readonly Discovery _discovery;
    private readonly string _clientId;
    private readonly BatchAnswers _answers = new();
    private readonly HashSet<string> _announced = [];
    private MqttLink? _link;

    private MqttSink(MqttSinkOptions options, IEventFormat? format)
    {
        options.Check();
        _options = options;
        _format = format;
        _topics = new Topics(options);
        _discovery = new Discovery(options, _topics);
        // The same for all connections of this sink: a forgotten half-open one is closed by the next, not by its last will later.
        _clientId = options.ClientId ?? "videodyn-" + RandomNumberGenerator.GetHexString(12, lowercase: true);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public int MaxBatch => _options.MaxBatch;

    /// <summary>Makes a sink; nothing is connected yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="format">The payload; null for the CloudEvents document as it is.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is wrong; the message names it (kind Configuration).</exception>
    public static MqttSink Create(MqttSinkOptions options, IEventFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MqttSink(options, format);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        if (s_missing.Value is { } missing)
            throw new SinkUnavailableException($"{Name}: {missing}");
        var link = new MqttLink(_options, _clientId, _topics.Available) { Broken = _answers.Fail };
        _link = link;
        _announced.Clear();
        link.Start();
        try
        {
            await link.Connected.WaitAsync(_options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new SinkUnavailableException($"{Name}: {_options} did not answer within {_options.ConnectTimeout.TotalSeconds:0.#} s");
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }

        link.Publish(_topics.Available, "online"u8, isRetained: true, contentType: null, static _ => { });
    }

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        MqttLink link = _link ?? throw new SinkUnavailableException($"{Name}: not connected to {_options}");
        _answers.Begin(events.Count);
        try
        {
            for (int index = 0; index < events.Count; index++)
                Publish(link, events[index], index);
            await _answers.Completion.WaitAsync(_options.ConfirmTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new SinkUnavailableException($"{Name}: {_options} did not acknowledge within {_options.ConfirmTimeout.TotalSeconds:0.#} s");
        }
        finally
        {
            _answers.CopyTo(deliveries);
            if (deliveries.Count < events.Count)
                await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_link is { } link)
        {
            // A farewell in order suppresses the last will, so it is said here.
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            int result = link.Publish(_topics.Available, "offline"u8, isRetained: true, contentType: null, _ => told.TrySetResult());
            using var patience = new PeriodicTimer(TimeSpan.FromSeconds(1));
            if (result == MosquittoCode.Success)
                await Task.WhenAny(told.Task, patience.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private void Publish(MqttLink link, OutgoingEvent e, int index)
    {
        var message = EventMessage.Of(e, _options.Mode, _format);
        ReadOnlyMemory<byte> body = message.Body;
        string topic = _topics.Event.Of(e);
        if (body.IsEmpty)
        {
            _answers.Answer(index, Delivery.Confirmed);
            return;
        }

        if (Encoding.UTF8.GetByteCount(topic) > MaxTopic)
        {
            _answers.Answer(index, Delivery.Refused($"topic over {MaxTopic} bytes"));
            return;
        }

        // All messages of an event are on their way before the last answer counts it.
        string? state = _topics.StateOf(e);
        bool isNew = _options.HomeAssistant && _announced.Add(e.Camera);
        List<(string Topic, byte[] Document)> news = isNew ? [.. _discovery.Announce(e.Camera)] : [];
        var joint = new JointAnswer(_answers, index, 1 + (state is null ? 0 : 1) + news.Count);
        Hand(link, topic, message, isRetained: false, joint);
        if (state is not null)
            Hand(link, state, message, isRetained: true, joint);
        foreach ((string announcement, byte[] document) in news)
            Hand(link, announcement, new EventMessage { Body = document, ContentType = "application/json", Attributes = [] }, isRetained: true, joint);
    }

    private void Hand(MqttLink link, string topic, in EventMessage message, bool isRetained, JointAnswer joint)
    {
        int result = link.Publish(topic, message.Body.Span, isRetained, message.ContentType, message.Attributes, reason => Judge(topic, reason, joint));
        switch (result)
        {
            case MosquittoCode.Success:
                break;
            case MosquittoCode.PayloadTooLarge or MosquittoCode.OversizePacket:
                joint.Refuse($"payload over the broker's limit: {message.Body.Length} bytes");
                break;
            case MosquittoCode.InvalidArgument or MosquittoCode.MalformedUtf8:
                joint.Refuse($"topic '{topic}' is not valid: {Mosquitto.Error(result)}");
                break;
            default:
                // The link tells why, and may have done so before this batch began.
                _answers.Fail(link.Reason ?? new SinkUnavailableException($"{Name}: {_options} takes no message: {Mosquitto.Error(result)}"));
                break;
        }
    }

    private void Judge(string topic, int reason, JointAnswer joint)
    {
        if (reason < MosquittoCode.FirstFailure)
            joint.Confirm();
        else if (reason is MosquittoCode.QuotaExceeded or MosquittoCode.ServerBusy or MosquittoCode.ReceiveMaximumExceeded or MosquittoCode.ImplementationError or MosquittoCode.UnspecifiedError)
            _answers.Fail(new SinkUnavailableException($"{Name}: {_options} did not take a message: {Mosquitto.Reason(reason)}"));
        else
            joint.Refuse($"the broker refused it: {Mosquitto.Reason(reason)} (topic '{topic}')");
    }

    private async Task CloseAsync()
    {
        MqttLink? link = _link;
        _link = null;
        if (link is not null)
            await link.DisposeAsync().ConfigureAwait(false);
    }

    private static string? Load()
    {
        try
        {
            int result = Mosquitto.Initialize();
            _ = Mosquitto.Version(out int major, out int minor, out _);
            return result != MosquittoCode.Success ? $"libmosquitto does not start: {Mosquitto.Error(result)}"
                : major == 2 || (major == 1 && minor >= 6) ? null
                : $"libmosquitto {major}.{minor} was found, expected 1.6 or later";
        }
        catch (DllNotFoundException)
        {
            return "libmosquitto.so.1 is not installed (package libmosquitto1)";
        }
    }
}
