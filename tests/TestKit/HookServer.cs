using System.Net;
using System.Net.Sockets;

namespace VideoDyn.TestKit;

/// <summary>A real web server on this machine that keeps what is posted to it and answers as a test says.</summary>
public sealed class HookServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HookRequest, HookAnswer> _answer;
    private readonly List<HookRequest> _requests = [];
    private readonly Task _loop;

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Decides the answer to each request; null takes everything.</param>
    /// <param name="port">Port; null for a free one.</param>
    public HookServer(Func<HookRequest, HookAnswer>? answer = null, int? port = null)
    {
        _answer = answer ?? (static _ => HookAnswer.Ok);
        Port = port ?? FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _loop = LoopAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/hook");

    /// <summary>What came so far, also what was not taken.</summary>
    public IReadOnlyList<HookRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The client has gone, or the server is being closed: the condition of the loop decides.
                continue;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        Dictionary<string, string> headers = context.Request.Headers.AllKeys
            .ToDictionary(key => key!, key => context.Request.Headers[key]!, StringComparer.OrdinalIgnoreCase);
        HookRequest request;
        lock (_requests)
        {
            request = new HookRequest(_requests.Count, context.Request.Url!.AbsolutePath, headers, body.ToArray());
            _requests.Add(request);
        }

        HookAnswer answer = _answer(request);
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
            context.Response.AddHeader("Retry-After", wait);
        context.Response.Close();
    }
}
