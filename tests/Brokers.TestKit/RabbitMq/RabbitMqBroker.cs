using System.Globalization;
using VideoDyn.Brokers.TestKit.Certificates;
using VideoDyn.Brokers.TestKit.Processes;
using VideoDyn.TestKit;

namespace VideoDyn.Brokers.TestKit.RabbitMq;

/// <summary>
/// The distribution's RabbitMQ as a process of the test: own ports, own node name, own folder, own port mapper; whatever
/// else runs on the machine is not touched.
/// </summary>
public sealed class RabbitMqBroker : ITestBroker
{
    internal const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    internal const string PortMapper = "/usr/bin/epmd";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private readonly TemporaryFolder _folder = new();
    private readonly int _distributionPort;
    private readonly int _mapperPort;
    private readonly BrokerProcess _mapper;
    private BrokerProcess? _server;

    private RabbitMqBroker(long maxMessageBytes)
    {
        int[] ports = FreePort.Take(4);
        (Port, TlsPort, _distributionPort, _mapperPort) = (ports[0], ports[1], ports[2], ports[3]);
        Certificates = new CertificateFolder(_folder.Path);
        Directory.CreateDirectory(_folder["home"]);
        File.WriteAllText(_folder["plugins"], "[].");
        File.WriteAllText(_folder["rabbit.conf"], string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{Port}
            listeners.ssl.1 = 127.0.0.1:{TlsPort}
            ssl_options.cacertfile = {Certificates.Authority}
            ssl_options.certfile = {Certificates.Server}
            ssl_options.keyfile = {Certificates.ServerKey}
            ssl_options.verify = verify_none
            max_message_size = {maxMessageBytes}
            disk_free_limit.absolute = 50MB
            log.console = false

            """));
        _mapper = BrokerProcess.Start(PortMapper, ["-port", Text(_mapperPort), "-address", "127.0.0.1"]);
    }

    /// <summary>Port without encryption, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Port with TLS, on 127.0.0.1.</summary>
    public int TlsPort { get; }

    /// <summary>Certificates: the broker's own, its authority's, and those of a stranger.</summary>
    public CertificateFolder Certificates { get; }

    /// <summary>Address with the broker's default user.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{Port}");

    /// <summary>Starts an empty broker.</summary>
    /// <param name="maxMessageBytes">The largest message it takes.</param>
    public static async Task<RabbitMqBroker> StartAsync(long maxMessageBytes = 1 << 20)
    {
        var broker = new RabbitMqBroker(maxMessageBytes);
        try
        {
            await FreePort.WaitForAsync(broker._mapperPort, broker._mapper, s_patience);
            await broker.RestartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task KillAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <inheritdoc/>
    public async Task RestartAsync()
    {
        _server = BrokerProcess.Start(Program, [], new Dictionary<string, string>
        {
            ["HOME"] = _folder["home"],
            ["RABBITMQ_NODENAME"] = $"videodyn{Text(Port)}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = _folder["mnesia"],
            ["RABBITMQ_LOG_BASE"] = _folder["log"],
            ["RABBITMQ_PID_FILE"] = _folder["pid"],
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder["plugins"],
            ["RABBITMQ_CONFIG_FILE"] = _folder["rabbit"],
            ["RABBITMQ_DIST_PORT"] = Text(_distributionPort),
            ["ERL_EPMD_PORT"] = Text(_mapperPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // The start script then becomes the broker instead of waiting for it as its child: one process to signal.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        });
        await FreePort.WaitForAsync(Port, _server, s_patience);
    }

    /// <inheritdoc/>
    public void Freeze() => Server.Freeze();

    /// <inheritdoc/>
    public void Thaw() => Server.Thaw();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _mapper.DisposeAsync();
        _folder.Dispose();
    }

    private BrokerProcess Server => _server ?? throw new InvalidOperationException("the broker was killed");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
