using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>A destination of events; which properties are set depends on its type.</summary>
public sealed record SinkSettings
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required SinkType Type { get; init; }

    /// <summary>The form of the documents.</summary>
    public EventFormat Format { get; init; }

    /// <summary>Files: absolute path.</summary>
    public string? Path { get; init; }

    /// <summary>Files: bytes after which one is put aside; null for the default.</summary>
    public long? MaxSize { get; init; }

    /// <summary>Files: how many of those put aside are kept; null for the default.</summary>
    public int? Keep { get; init; }

    /// <summary>Webhook: how the event stands in the request.</summary>
    public ContentMode Mode { get; init; }

    /// <summary>Webhook: address, perhaps with credentials.</summary>
    public Secret? Url { get; init; }

    /// <summary>Webhook: key of the signature.</summary>
    public Secret? Secret { get; init; }

    /// <summary>Webhook: longest time for a request.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Brokers: host name.</summary>
    public string? Host { get; init; }

    /// <summary>Brokers: port; null for the protocol's own.</summary>
    public int? Port { get; init; }

    /// <summary>Kafka: servers as <c>HOST:PORT</c>.</summary>
    public ValueList<string> Brokers { get; init; } = [];

    /// <summary>Brokers: user name.</summary>
    public Secret? User { get; init; }

    /// <summary>Brokers: password.</summary>
    public Secret? Password { get; init; }

    /// <summary>Brokers: whether the connection is encrypted.</summary>
    public bool Tls { get; init; }

    /// <summary>Brokers: absolute path of the authority's certificate; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>RabbitMQ: name of the exchange.</summary>
    public string? Exchange { get; init; }

    /// <summary>RabbitMQ: template of the routing key.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>RabbitMQ: quorum queue to declare; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>MQTT: what topics begin with.</summary>
    public string? TopicPrefix { get; init; }

    /// <summary>Kafka: the topic.</summary>
    public string? Topic { get; init; }

    /// <summary>MQTT and Kafka: name of this client.</summary>
    public string? ClientId { get; init; }

    /// <summary>MQTT: quality of service, 0..2.</summary>
    public int? Qos { get; init; }

    /// <summary>MQTT: whether cameras announce themselves to Home Assistant.</summary>
    public bool HomeAssistant { get; init; }
}

/// <summary>The kinds of destinations.</summary>
public enum SinkType
{
    /// <summary>A file with one JSON document a line.</summary>
    Jsonl,

    /// <summary>Standard output, one JSON document a line.</summary>
    Stdout,

    /// <summary>HTTP POST.</summary>
    Webhook,

    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>An MQTT broker.</summary>
    Mqtt,

    /// <summary>Kafka.</summary>
    Kafka,
}

/// <summary>The forms of event documents.</summary>
public enum EventFormat
{
    /// <summary>CloudEvents 1.0.</summary>
    CloudEvents,

    /// <summary>As Frigate publishes them.</summary>
    Frigate,

    /// <summary>The minimal schema of DeepStream.</summary>
    DeepStreamMinimal,

    /// <summary>As DL Streamer publishes them.</summary>
    DlStreamer,
}
