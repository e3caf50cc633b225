using System.Globalization;
using VideoDyn.Brokers.TestKit.Certificates;
using VideoDyn.Brokers.TestKit.Processes;
using VideoDyn.TestKit;

namespace VideoDyn.Brokers.TestKit.Mosquitto;

/// <summary>The distribution's Mosquitto as a process of the test, with ports and a folder of its own.</summary>
public sealed class MosquittoBroker : ITestBroker
{
    internal const string Program = "/usr/sbin/mosquitto";

    /// <summary>The only user of the port that asks for one.</summary>
    public const string User = "camera";

    /// <summary>The password of <see cref="User"/>.</summary>
    public const string Password = "s3cret-pass";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private BrokerProcess? _server;

    private MosquittoBroker(int maxPacketBytes)
    {
        int[] ports = FreePort.Take(3);
        (Port, TlsPort, GuardedPort) = (ports[0], ports[1], ports[2]);
        Certificates = new CertificateFolder(_folder.Path);
        Directory.CreateDirectory(_folder["store"]);
        File.WriteAllText(_folder["users"], PasswordLine());
        File.WriteAllText(_folder["rights"], "user " + User + "\ntopic readwrite allowed/#\n");
        // Run by root, the broker would become another user, who cannot read the folder of the test.
        File.WriteAllText(_folder["mosquitto.conf"], string.Create(CultureInfo.InvariantCulture, $"""
            per_listener_settings true
            user {Environment.UserName}
            persistence true
            persistence_location {_folder["store"]}/
            autosave_interval 1
            autosave_on_changes true
            max_queued_messages 0
            max_packet_size {maxPacketBytes}
            listener {Port} 127.0.0.1
            allow_anonymous true
            listener {TlsPort} 127.0.0.1
            allow_anonymous true
            cafile {Certificates.Authority}
            certfile {Certificates.Server}
            keyfile {Certificates.ServerKey}
            listener {GuardedPort} 127.0.0.1
            allow_anonymous false
            password_file {_folder["users"]}
            acl_file {_folder["rights"]}

            """));
    }

    /// <summary>Port that lets everybody in, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Port with TLS, on 127.0.0.1.</summary>
    public int TlsPort { get; }

    /// <summary>Port that lets in <see cref="User"/> only, who may use topics below <c>allowed/</c>.</summary>
    public int GuardedPort { get; }

    /// <summary>Certificates: the broker's own, its authority's, and those of a stranger.</summary>
    public CertificateFolder Certificates { get; }

    /// <summary>Address of <see cref="Port"/>.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{Port}");

    /// <summary>Starts an empty broker.</summary>
    /// <param name="maxPacketBytes">The largest packet it takes.</param>
    public static async Task<MosquittoBroker> StartAsync(int maxPacketBytes = 1 << 20)
    {
        var broker = new MosquittoBroker(maxPacketBytes);
        try
        {
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
        _server = BrokerProcess.Start(Program, ["-c", _folder["mosquitto.conf"]]);
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
        _folder.Dispose();
    }

    private BrokerProcess Server => _server ?? throw new InvalidOperationException("the broker was killed");

    /// <summary>The line that <c>mosquitto_passwd</c> would write: PBKDF2 with SHA-512.</summary>
    private static string PasswordLine()
    {
        byte[] salt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        byte[] hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
            Password, salt, 101, System.Security.Cryptography.HashAlgorithmName.SHA512, 64);
        return $"{User}:$7$101${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n";
    }
}
