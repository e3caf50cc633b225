using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Kafka;

/// <summary>Where and how events go to Kafka.</summary>
public sealed record KafkaSinkOptions
{
    /// <summary>Name of the sink, for errors and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>Brokers to ask for the rest of the cluster: <c>host:port</c>, several with commas.</summary>
    public required string Servers { get; init; }

    /// <summary>The topic; it must exist, or the cluster must make topics by itself.</summary>
    public string Topic { get; init; } = "videodyn";

    /// <summary>The user (SASL); null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password; never part of an error or of <see cref="ToString"/>.</summary>
    public string? Password { get; init; }

    /// <summary>How the event stands in a message; in binary mode its attributes are headers that begin with <c>ce_</c>.</summary>
    public ContentMode Mode { get; init; }

    /// <summary>How the user is checked: <c>PLAIN</c>, <c>SCRAM-SHA-256</c> or <c>SCRAM-SHA-512</c>.</summary>
    public string Mechanism { get; init; } = "PLAIN";

    /// <summary>Name of this client in the logs and quotas of the cluster.</summary>
    public string ClientId { get; init; } = "videodyn";

    /// <summary>Encryption; null for none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the acknowledgements of one batch may take.</summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the producer collects messages into one request, 0 to 1 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Largest message in bytes, 1 KB to 1 GB; the cluster has a limit of its own.</summary>
    public int MaxMessageBytes { get; init; } = 1_000_000;

    /// <summary>Events of one batch, 1 to 10,000.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Reads <c>kafka://user:password@host:port,host:port/topic</c>, or <c>kafkas://</c> for TLS.</summary>
    /// <param name="name">Name of the sink.</param>
    /// <param name="url">The address; the user and password are percent-encoded.</param>
    /// <exception cref="VideoDynException">No such address (kind Configuration); the message does not repeat the password.</exception>
    public static KafkaSinkOptions FromUrl(string name, string url)
    {
        SinkUrl parts = SinkUrl.Parse(name, url, "kafka", "kafkas");
        var options = new KafkaSinkOptions
        {
            Name = name,
            Servers = parts.Authority,
            User = parts.User,
            Password = parts.Password,
            Topic = parts.Path.Length == 0 ? "videodyn" : parts.Path,
            Mode = EventMessage.ModeOf(name, parts.Option("mode")),
            Mechanism = parts.Option("mechanism") ?? "PLAIN",
            Tls = parts.Scheme == "kafkas" ? new TlsOptions { CaFile = parts.Option("ca_file") } : null,
        };
        parts.RejectUnknown();
        return options;
    }

    /// <summary>The cluster's address without credentials.</summary>
    public override string ToString() => $"{(Tls is null ? "kafka" : "kafkas")}://{Servers}/{Topic}";

    internal void Check()
    {
        var problems = new OptionProblems($"sink {Name}");
        problems.Range("connect_timeout", ConnectTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("confirm_timeout", ConfirmTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("linger", Linger, TimeSpan.Zero, TimeSpan.FromSeconds(1))
            .Range("max_message_bytes", MaxMessageBytes, 1000, 1_000_000_000)
            .Range("max_batch", MaxBatch, 1, 10_000);
        if (Servers.Length == 0)
            problems.Add("servers is empty");
        if (Topic.Length is 0 or > 249 || Topic.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-')))
            problems.Add($"topic is '{Topic}', expected 1 to 249 letters, digits, dots, dashes and underscores");
        if (Mechanism is not ("PLAIN" or "SCRAM-SHA-256" or "SCRAM-SHA-512"))
            problems.Add($"mechanism is '{Mechanism}', expected PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
        if (Password is not null && User is null)
            problems.Add("a password is given without a user");
        problems.Throw();
        Tls?.Check($"sink {Name}: tls");
    }
}
