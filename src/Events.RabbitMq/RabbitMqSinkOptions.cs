using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq;

/// <summary>Where and how events go to RabbitMQ, or to another AMQP 0-9-1 broker with publisher confirms.</summary>
public sealed record RabbitMqSinkOptions
{
    /// <summary>Name of the sink, for errors and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address of the broker.</summary>
    public required string Host { get; init; }

    /// <summary>Its port; 0 for 5672, or 5671 with TLS.</summary>
    public int Port { get; init; }

    /// <summary>The virtual host.</summary>
    public string VirtualHost { get; init; } = "/";

    /// <summary>The user. The broker's own default, <c>guest</c>, is only let in from the same machine.</summary>
    public string User { get; init; } = "guest";

    /// <summary>The password; never part of an error or of <see cref="ToString"/>.</summary>
    public string Password { get; init; } = "guest";

    /// <summary>Encryption; null for none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>The exchange that events are published to.</summary>
    public string Exchange { get; init; } = "videodyn";

    /// <summary>The type of the exchange: <c>topic</c>, <c>fanout</c>, <c>direct</c> or <c>headers</c>.</summary>
    public string ExchangeType { get; init; } = "topic";

    /// <summary>Whether the exchange is declared (durable), which needs the right to configure it; else it must exist.</summary>
    public bool Declare { get; init; } = true;

    /// <summary>Routing key of an event; see <see cref="RoutingTemplate"/> for the fields.</summary>
    public string RoutingKey { get; init; } = "{camera}.{group}.{verb}";

    /// <summary>A quorum queue to declare and to bind to the exchange; null when consumers declare their own queues.</summary>
    public string? Queue { get; init; }

    /// <summary>What <see cref="Queue"/> is bound with.</summary>
    public string BindingKey { get; init; } = "#";

    /// <summary>Time between two signs of life, 1 s to 1 h; a silent broker is given up after about two of them.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the confirms of one batch may take.</summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long after a connection was made, 0 to 10 min, a message that no queue is bound for is kept and sent again instead
    /// of refused: a broker that comes back from a crash, and consumers that declare their own queues, may need a moment.
    /// </summary>
    public TimeSpan UnroutableGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Events published before their confirms are awaited, 1 to 10,000.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Reads <c>amqp://user:password@host:port/vhost?exchange=…&amp;queue=…</c>, or <c>amqps://</c> for TLS.</summary>
    /// <param name="name">Name of the sink.</param>
    /// <param name="url">The address; the user and password are percent-encoded.</param>
    /// <exception cref="VideoDynException">No such address (kind Configuration); the message does not repeat the password.</exception>
    public static RabbitMqSinkOptions FromUrl(string name, string url)
    {
        SinkUrl parts = SinkUrl.Parse(name, url, "amqp", "amqps");
        var options = new RabbitMqSinkOptions
        {
            Name = name,
            Host = parts.Host,
            Port = parts.Port,
            VirtualHost = parts.Path.Length == 0 ? "/" : parts.Path,
            Tls = parts.Scheme == "amqps" ? new TlsOptions { CaFile = parts.Option("ca_file") } : null,
            Queue = parts.Option("queue"),
        };
        options = options with
        {
            User = parts.User ?? options.User,
            Password = parts.Password ?? options.Password,
            Exchange = parts.Option("exchange") ?? options.Exchange,
            RoutingKey = parts.Option("routing_key") ?? options.RoutingKey,
        };
        parts.RejectUnknown();
        return options;
    }

    /// <summary>The broker's address without credentials.</summary>
    public override string ToString() =>
        $"{(Tls is null ? "amqp" : "amqps")}://{Host}:{EffectivePort}{(VirtualHost.StartsWith('/') ? "" : "/")}{VirtualHost}";

    internal int EffectivePort => Port != 0 ? Port : Tls is null ? 5672 : 5671;

    internal void Check()
    {
        var problems = new OptionProblems($"sink {Name}");
        problems.Range("port", Port, 0, 65535)
            .Range("heartbeat", Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
            .Range("connect_timeout", ConnectTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("confirm_timeout", ConfirmTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("unroutable_grace", UnroutableGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10))
            .Range("max_batch", MaxBatch, 1, 10_000);
        if (Host.Length == 0)
            problems.Add("host is empty");
        if (Exchange.Length == 0)
            problems.Add("exchange is empty; the broker's default exchange has no type to check");
        if (ExchangeType is not ("topic" or "fanout" or "direct" or "headers"))
            problems.Add($"exchange_type is '{ExchangeType}', expected topic, fanout, direct or headers");
        problems.Throw();
        Tls?.Check($"sink {Name}: tls");
    }
}
