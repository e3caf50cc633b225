using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoDyn.Events.Mqtt.Native;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt;

/// <summary>
/// One connection. A thread of its own runs the library's loop, where its callbacks come from; it ends with the connection,
/// and the library's own reconnecting is not used, because who feeds the sink decides what is sent again.
/// </summary>
internal sealed class MqttLink : IAsyncDisposable
{
    private const int LoopMilliseconds = 100;
    private static readonly ConcurrentDictionary<nint, MqttLink> s_links = new();
    private static int s_nextKey;
    private readonly MqttSinkOptions _options;
    private readonly string _available;
    private readonly nint _key = Interlocked.Increment(ref s_nextKey);
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Action<int>> _waiting = [];
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private nint _client;
    private volatile bool _isLeaving;
    private string? _error;
    private SinkUnavailableException? _broken;

    public MqttLink(MqttSinkOptions options, string clientId, string available)
    {
        _options = options;
        _available = available;
        _client = Mosquitto.New(clientId, cleanSession: true, _key);
        if (_client == 0)
            throw new SinkUnavailableException($"{options.Name}: libmosquitto made no client");
        s_links[_key] = this;
    }

    /// <summary>Called once, on any thread, when the connection is gone.</summary>
    public Action<SinkUnavailableException>? Broken { get; set; }

    /// <summary>Why the connection is gone; null while it is not.</summary>
    public SinkUnavailableException? Reason
    {
        get
        {
            lock (_lock)
                return _broken;
        }
    }

    /// <summary>Ends when the broker has accepted the connection.</summary>
    /// <exception cref="SinkUnavailableException">It did not.</exception>
    public Task Connected => _connected.Task;

    /// <summary>Starts to connect.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = $"mqtt {_options.Name}" }.Start();

    /// <summary>Hands one message to the library.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="payload">Payload.</param>
    /// <param name="isRetained">Whether the broker keeps it.</param>
    /// <param name="contentType">Media type, told with version 5; null for none.</param>
    /// <param name="answered">Called with the reason code, on the library's thread or before this returns.</param>
    /// <returns>What the library says: 0 when it took the message, else its error, and there will be no answer.</returns>
    public int Publish(string topic, ReadOnlySpan<byte> payload, bool isRetained, string? contentType, Action<int> answered) =>
        Publish(topic, payload, isRetained, contentType, [], answered);

    /// <summary>The same with user properties, which version 5 has.</summary>
    public unsafe int Publish(
        string topic, ReadOnlySpan<byte> payload, bool isRetained, string? contentType, IReadOnlyList<KeyValuePair<string, string>> attributes, Action<int> answered)
    {
        nint properties = 0;
        // The lock keeps the callback from looking for a message before it is noted.
        lock (_lock)
        {
            if (_client == 0 || _broken is not null)
                return MosquittoCode.NoConnection;
            if (_options.IsVersion5 && contentType is not null)
                _ = Mosquitto.AddProperty(ref properties, MosquittoCode.PropertyContentType, contentType);
            foreach ((string name, string value) in attributes)
                _ = Mosquitto.AddProperty(ref properties, MosquittoCode.PropertyUser, name, value);
            try
            {
                fixed (byte* bytes = payload)
                {
                    int result = Mosquitto.Publish(_client, out int id, topic, payload.Length, bytes, qos: 1, isRetained, properties);
                    if (result is MosquittoCode.Success)
                        _waiting[id] = answered;
                    return result;
                }
            }
            finally
            {
                if (properties != 0)
                    Mosquitto.FreeProperties(ref properties);
            }
        }
    }

    /// <summary>Says goodbye, as far as the broker listens, and ends within the loop's next turns.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isLeaving = true;
            if (_client != 0)
                _ = Mosquitto.Disconnect(_client);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        string? words;
        try
        {
            words = Connect();
        }
        catch (InvalidOperationException error)
        {
            words = error.Message;
        }

        long quietTurns = 0;
        while (words is null)
        {
            int result = Mosquitto.Loop(_client, LoopMilliseconds, 1);
            int error = Marshal.GetLastSystemError();
            if (result != MosquittoCode.Success)
                words = _error ?? (result == MosquittoCode.ErrorNumber ? new Win32Exception(error).Message : Mosquitto.Error(result));
            else if (_isLeaving && ++quietTurns > 5)
                words = "was left";
        }

        End(new SinkUnavailableException($"{_options.Name}: {_options} {Explain(words)}"));
    }

    private string Explain(string words) => _options.Tls is not null && _error is not null && !_connected.Task.IsCompletedSuccessfully
        ? $"has a certificate that is not trusted, or speaks no TLS: {words}"
        : _connected.Task.IsCompletedSuccessfully ? $"ended the connection: {words}" : $"cannot be reached: {words}";

    private unsafe string? Connect()
    {
        Check(Mosquitto.SetThreaded(_client, isThreaded: true));
        Check(Mosquitto.SetOption(_client, MosquittoCode.OptionProtocolVersion, _options.IsVersion5 ? MosquittoCode.ProtocolVersion5 : MosquittoCode.ProtocolVersion311));
        Check(Mosquitto.SetMaxInflight(_client, (uint)_options.Window));
        if (_options.User is not null)
            Check(Mosquitto.SetCredentials(_client, _options.User, _options.Password));
        fixed (byte* offline = "offline"u8)
            Check(Mosquitto.SetWill(_client, _available, "offline"u8.Length, offline, qos: 1, isRetained: true));
        Mosquitto.SetConnectCallback(_client, &OnConnect);
        Mosquitto.SetPublishCallback(_client, &OnPublish);
        Mosquitto.SetLogCallback(_client, &OnLog);
        if (_options.Tls is { } tls)
        {
            // Without a file the library asks for a folder: the one where distributions keep what the system trusts.
            int result = Mosquitto.SetTls(_client, tls.CaFile, tls.CaFile is null ? "/etc/ssl/certs" : null, tls.CertificateFile, tls.KeyFile, 0);
            if (result != MosquittoCode.Success)
                return $"TLS cannot be set up: {_error ?? Mosquitto.Error(result)}";
        }

        int connecting = Mosquitto.ConnectAsync(_client, _options.Host, _options.EffectivePort, (int)_options.KeepAlive.TotalSeconds);
        int error = Marshal.GetLastSystemError();
        return connecting switch
        {
            MosquittoCode.Success => null,
            MosquittoCode.ErrorNumber => new Win32Exception(error).Message,
            _ => _error ?? Mosquitto.Error(connecting),
        };
    }

    private static void Check(int result)
    {
        if (result != MosquittoCode.Success)
            throw new InvalidOperationException($"libmosquitto refused a setting: {Mosquitto.Error(result)}");
    }

    private void End(SinkUnavailableException reason)
    {
        lock (_lock)
        {
            _broken ??= reason;
            _waiting.Clear();
            Mosquitto.Destroy(_client);
            _client = 0;
        }

        s_links.TryRemove(_key, out _);
        if (_connected.TrySetException(_broken))
            _ = _connected.Task.Exception;
        Broken?.Invoke(_broken);
        _ended.SetResult();
    }

    private unsafe void Accept(int code)
    {
        if (code == 0)
        {
            // Every packet would be put into words for it.
            Mosquitto.SetLogCallback(_client, null);
            _connected.TrySetResult();
            return;
        }

        string words = (_options.IsVersion5, code) switch
        {
            (true, MosquittoCode.BadUserOrPassword) or (false, 4) => $"refused user '{_options.User ?? ""}': wrong name or password",
            (true, MosquittoCode.NotAuthorized) or (false, 5) => $"refused user '{_options.User ?? ""}': wrong name or password, or no right to connect",
            (true, _) => $"refused the connection: {Mosquitto.Reason(code)}",
            _ => $"refused the connection: code {code}",
        };
        _broken ??= new SinkUnavailableException($"{_options.Name}: {_options} {words}");
        _isLeaving = true;
    }

    private void Answer(int messageId, int reason)
    {
        Action<int>? answered;
        lock (_lock)
            _waiting.Remove(messageId, out answered);
        answered?.Invoke(reason);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnect(nint client, nint key, int code)
    {
        if (s_links.TryGetValue(key, out MqttLink? link))
            link.Accept(code);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPublish(nint client, nint key, int messageId, int reason, nint properties)
    {
        if (s_links.TryGetValue(key, out MqttLink? link))
            link.Answer(messageId, reason);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnLog(nint client, nint key, int level, byte* text)
    {
        if (level == MosquittoCode.LogError && s_links.TryGetValue(key, out MqttLink? link) && Marshal.PtrToStringUTF8((nint)text) is { } words)
            link._error ??= words;
    }
}
