using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of sinks.</summary>
internal static class SinkWords
{
    public static readonly Key<SinkType> Type = new("type", new ChoiceShape<SinkType>(
        ("jsonl", SinkType.Jsonl), ("stdout", SinkType.Stdout), ("webhook", SinkType.Webhook),
        ("rabbitmq", SinkType.RabbitMq), ("mqtt", SinkType.Mqtt), ("kafka", SinkType.Kafka)), "What the sink is.")
    { IsRequired = true };

    public static readonly Key<EventFormat> Format = new("format", new ChoiceShape<EventFormat>(
        ("cloudevents", EventFormat.CloudEvents), ("frigate", EventFormat.Frigate),
        ("deepstream-minimal", EventFormat.DeepStreamMinimal), ("dlstreamer", EventFormat.DlStreamer)), "The form of the documents.")
    { Default = EventFormat.CloudEvents };

    public static readonly Key<string> Path = Text("path", "a path", "jsonl: path of the file.");
    public static readonly Key<long> MaxSize = new("max_size", new SizeShape(1L << 10, 1L << 40), "jsonl: bytes after which a file is put aside; else 100MB.");
    public static readonly Key<int> Keep = new("keep", new WholeShape(0, 1000), "jsonl: files put aside that are kept; else 5.");
    public static readonly Key<ContentMode> Mode = new("mode", new ChoiceShape<ContentMode>(("structured", ContentMode.Structured), ("binary", ContentMode.Binary)), "webhook and brokers: whether the event is the body (structured) or its attributes are headers (binary).") { Default = ContentMode.Structured };
    public static readonly Key<Secret> Url = new("url", new UrlShape(), "webhook: address to post to.");
    public static readonly Key<Secret> SignatureKey = new("secret", new SecretShape(), "webhook: key of the signature.");
    public static readonly Key<TimeSpan> Timeout = new("timeout", new TimeShape(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)), "webhook: longest time for a request.");
    public static readonly Key<string> Host = Text("host", "a host name", "rabbitmq, mqtt: host of the broker.");
    public static readonly Key<int> Port = new("port", new WholeShape(1, 65_535), "rabbitmq, mqtt: port; else the protocol's own.");
    public static readonly Key<ValueList<string>> Brokers = new("brokers", new ListShape<string>(new TextShape("HOST:PORT")), "kafka: servers as HOST:PORT.");
    public static readonly Key<Secret> User = new("user", new SecretShape(), "Brokers: user name.");
    public static readonly Key<Secret> Password = new("password", new SecretShape(), "Brokers: password.");
    public static readonly Key<bool> Tls = new("tls", new FlagShape(), "Brokers: whether the connection is encrypted.") { Default = false };
    public static readonly Key<string> CaFile = new("ca_file", new FileShape("a certificate"), "Brokers: certificate of the authority; else the system's.");
    public static readonly Key<string> Exchange = Text("exchange", "a name", "rabbitmq: topic exchange.");
    public static readonly Key<string> RoutingKey = Text("routing_key", "a template", "rabbitmq: template of the routing key.");
    public static readonly Key<string> Queue = Text("queue", "a name", "rabbitmq: quorum queue to declare and bind to the exchange; else consumers bring theirs.");
    public static readonly Key<string> TopicPrefix = Text("topic_prefix", "the begin of a topic", "mqtt: what topics begin with.");
    public static readonly Key<string> Topic = Text("topic", "a name", "kafka: the topic.");
    public static readonly Key<string> ClientId = Text("client_id", "a name", "mqtt, kafka: name of this client.");
    public static readonly Key<int> Qos = new("qos", new WholeShape(0, 2), "mqtt: quality of service; only 1 is supported.");
    public static readonly Key<bool> HomeAssistant = new("home_assistant", new FlagShape(), "mqtt: whether cameras announce themselves to Home Assistant.") { Default = false };

    public static readonly SectionShape Keys = new(
        Type, Format, Path, MaxSize, Keep, Url, Mode, SignatureKey, Timeout, Host, Port, Brokers, User, Password, Tls, CaFile, Exchange, RoutingKey, Queue, TopicPrefix, Topic, ClientId, Qos, HomeAssistant)
    {
        Advice = new Dictionary<string, string> { ["hostname"] = "write host", ["username"] = "write user", ["address"] = "write host and port, or url" },
    };

    public static readonly Key<ValueList<NamedSection>> Sinks = new("sinks", new MapShape("sink", Keys), "Destinations of events, by name.");

    /// <summary>The keys that a type must have, and those that it may have.</summary>
    public static (Key[] Required, Key[] Optional) Of(SinkType type) => type switch
    {
        SinkType.Jsonl => ([Path], [MaxSize, Keep]),
        SinkType.Stdout => ([], []),
        SinkType.Webhook => ([Url], [SignatureKey, Mode, Timeout]),
        SinkType.RabbitMq => ([Host, Exchange], [Port, User, Password, Tls, CaFile, RoutingKey, Queue, Mode]),
        SinkType.Mqtt => ([Host], [Port, User, Password, Tls, CaFile, TopicPrefix, ClientId, Qos, HomeAssistant, Mode]),
        _ => ([Brokers, Topic], [User, Password, Tls, CaFile, ClientId, Mode]),
    };

    private static Key<string> Text(string name, string expected, string help) => new(name, new TextShape(expected), help);
}
