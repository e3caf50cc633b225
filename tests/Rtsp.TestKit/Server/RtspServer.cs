using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Faults;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>
/// A camera for tests: serves one clip over RTSP on a free port of 127.0.0.1, as TCP interleaved, UDP or inside TLS, and
/// misbehaves on command.
/// </summary>
public sealed class RtspServer : IAsyncDisposable
{
    /// <summary>The path of the stream.</summary>
    internal const string Path = "/live";

    private const int MostRemembered = 100_000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<RtspSession, Task> _sessions = new();
    private readonly ConcurrentQueue<RequestLog> _requests = new();
    private readonly ConcurrentQueue<SentFrame> _sent = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private RtspFaults _faults = RtspFaults.None;
    private int _connections;
    private int _left;
    private bool _disposed;

    /// <summary>Starts to listen.</summary>
    public RtspServer(Mp4Clip clip, RtspServerOptions? options = null)
    {
        Clip = clip;
        Options = options ?? new RtspServerOptions();
        Listen();
    }

    /// <summary>What is served.</summary>
    public Mp4Clip Clip { get; }

    /// <summary>How it is served.</summary>
    public RtspServerOptions Options { get; }

    /// <summary>How the server misbehaves; may be set at any time.</summary>
    public RtspFaults Faults
    {
        get => Volatile.Read(ref _faults);
        set => Volatile.Write(ref _faults, value);
    }

    /// <summary>The port, which stays the same while the server refuses.</summary>
    public int Port { get; private set; }

    /// <summary>The address without credentials.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{(Options.Certificate is null ? "rtsp" : "rtsps")}://127.0.0.1:{Port}{Path}");

    /// <summary>The address with credentials in it.</summary>
    public string AddressWithPassword => Address.Replace("://", $"://{Options.User}:{Options.Password}@", StringComparison.Ordinal);

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Connections that are open now.</summary>
    public int Clients => _sessions.Count;

    /// <summary>Clients that left while pictures flowed.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>Requests so far, oldest first; the last hundred thousand.</summary>
    public IReadOnlyList<RequestLog> Requests => [.. _requests];

    /// <summary>Pictures sent so far, oldest first; the last hundred thousand.</summary>
    public IReadOnlyList<SentFrame> Sent => [.. _sent];

    /// <summary>Closes the port: new connections are refused, open ones go on.</summary>
    public async Task RefuseAsync()
    {
        _listener?.Stop();
        _listener = null;
        await _accepting;
    }

    /// <summary>Opens the same port again.</summary>
    public void Listen()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    /// <summary>Stops, and waits until every session has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _stopping.CancelAsync();
        await RefuseAsync();
        await Task.WhenAll(_sessions.Values);
        _stopping.Dispose();
    }

    /// <summary>Remembers a request.</summary>
    internal void Note(RequestLog request) => Remember(_requests, request);

    /// <summary>Remembers a picture.</summary>
    internal void NoteSent(SentFrame frame) => Remember(_sent, frame);

    /// <summary>Counts a client that left.</summary>
    internal void NoteLeft() => Interlocked.Increment(ref _left);

    private static void Remember<T>(ConcurrentQueue<T> queue, T item)
    {
        queue.Enqueue(item);
        if (queue.Count > MostRemembered)
            queue.TryDequeue(out _);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                var session = new RtspSession(this, socket);
                var started = new TaskCompletionSource();
                _sessions[session] = ServeAsync(session, started.Task);
                started.SetResult();
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or InvalidOperationException)
        {
            listener.Dispose(); // the listener was stopped, perhaps between two connections: then it says that it does not listen
        }
    }

    private async Task ServeAsync(RtspSession session, Task started)
    {
        await started; // so that the session is in the table before it can leave it
        try
        {
            await session.RunAsync(_stopping.Token);
        }
        finally
        {
            session.Dispose();
            _sessions.TryRemove(session, out _);
        }
    }
}
