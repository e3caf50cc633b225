using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt;

/// <summary>Where and how events go to an MQTT broker.</summary>
public sealed record MqttSinkOptions
{
    /// <summary>Name of the sink, for errors and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address of the broker.</summary>
    public required string Host { get; init; }

    /// <summary>Its port; 0 for 1883, or 8883 with TLS.</summary>
    public int Port { get; init; }

    /// <summary>The user; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password; never part of an error or of <see cref="ToString"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Encryption; null for none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// Whether MQTT 5 is spoken, else 3.1.1. Only version 5 has answers that refuse a message: a broker of 3.1.1 drops what it
    /// does not want (no right to the topic, too large) and acknowledges it all the same, or ends the connection.
    /// </summary>
    public bool IsVersion5 { get; init; } = true;

    /// <summary>Name of this client at the broker, which lets only one client of a name in; null for a random one.</summary>
    public string? ClientId { get; init; }

    /// <summary>First level of all topics that are not given in full.</summary>
    public string Prefix { get; init; } = "videodyn";

    /// <summary>Topic of an event; null for <c>PREFIX/{camera}/{group}/{verb}</c>. Fields: <see cref="RoutingTemplate"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>
    /// Types of events that tell a state, exact or with <c>*</c> at the end: the last one is also kept by the broker (retained)
    /// under <c>PREFIX/{camera}/state/{group}</c>, so that who subscribes later learns it at once.
    /// </summary>
    public IReadOnlyList<string> StateTypes { get; init; } = ["videodyn.camera.*", "videodyn.zone.occupancy", "videodyn.zone.count"];

    /// <summary>How the event stands in a message; in binary mode, for MQTT 5 only, its attributes are user properties.</summary>
    public ContentMode Mode { get; init; }

    /// <summary>Whether cameras announce themselves to Home Assistant.</summary>
    public bool HomeAssistant { get; init; }

    /// <summary>Where Home Assistant listens for announcements.</summary>
    public string DiscoveryPrefix { get; init; } = "homeassistant";

    /// <summary>Longest silence in whole seconds, 5 s to 1 h; the broker tells others <c>offline</c> after one and a half of it.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the acknowledgements of one batch may take.</summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Messages on their way without an acknowledgement, 1 to 65,535; a broker of version 5 may allow fewer.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Events of one batch, 1 to 10,000.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Reads <c>mqtt://user:password@host:port/PREFIX?home_assistant=true</c>, or <c>mqtts://</c> for TLS.</summary>
    /// <param name="name">Name of the sink.</param>
    /// <param name="url">The address; the user and password are percent-encoded.</param>
    /// <exception cref="VideoDynException">No such address (kind Configuration); the message does not repeat the password.</exception>
    public static MqttSinkOptions FromUrl(string name, string url)
    {
        SinkUrl parts = SinkUrl.Parse(name, url, "mqtt", "mqtts");
        string version = parts.Option("version") ?? "5";
        var options = new MqttSinkOptions
        {
            Name = name,
            Host = parts.Host,
            Port = parts.Port,
            User = parts.User,
            Password = parts.Password,
            Tls = parts.Scheme == "mqtts" ? new TlsOptions { CaFile = parts.Option("ca_file") } : null,
            Prefix = parts.Path.Length == 0 ? "videodyn" : parts.Path,
            Topic = parts.Option("topic"),
            ClientId = parts.Option("client_id"),
            Mode = EventMessage.ModeOf(name, parts.Option("mode")),
            HomeAssistant = parts.Flag("home_assistant") ?? false,
            IsVersion5 = version switch
            {
                "5" => true,
                "3.1.1" => false,
                _ => throw VideoDynException.Configuration($"sink {name}: version is '{version}', expected 5 or 3.1.1"),
            },
        };
        parts.RejectUnknown();
        return options;
    }

    /// <summary>The broker's address without credentials.</summary>
    public override string ToString() => $"{(Tls is null ? "mqtt" : "mqtts")}://{Host}:{EffectivePort}";

    internal int EffectivePort => Port != 0 ? Port : Tls is null ? 1883 : 8883;

    internal void Check()
    {
        var problems = new OptionProblems($"sink {Name}");
        if (Mode == ContentMode.Binary && !IsVersion5)
            problems.Add("mode is binary, which needs MQTT 5: version 3.1.1 has no headers");
        if (Mode == ContentMode.Binary && HomeAssistant)
            problems.Add("mode is binary, but home_assistant reads the type of an event from its body: expected structured");
        problems.Range("port", Port, 0, 65535)
            .Range("keep_alive", KeepAlive, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1))
            .Range("connect_timeout", ConnectTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("confirm_timeout", ConfirmTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
            .Range("window", Window, 1, 65535)
            .Range("max_batch", MaxBatch, 1, 10_000);
        if (Host.Length == 0)
            problems.Add("host is empty");
        if (Prefix.Length == 0 || Prefix.AsSpan().ContainsAny('+', '#', '\0'))
            problems.Add($"prefix is '{Prefix}', expected levels of a topic without '+' and '#'");
        if (Password is not null && User is null)
            problems.Add("a password is given without a user");
        foreach (string type in StateTypes.Where(type => type.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star != type.Length - 1))
            problems.Add($"state_types has '{type}', expected a type or the beginning of one with '*' at its end");
        problems.Throw();
        Tls?.Check($"sink {Name}: tls");
    }
}
