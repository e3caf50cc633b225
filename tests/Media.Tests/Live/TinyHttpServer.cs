using System.Net;
using System.Net.Sockets;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Answers HTTP requests on a free port of 127.0.0.1 by a function of the path.</summary>
internal sealed class TinyHttpServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<HttpListenerContext, CancellationToken, Task> _answer;
    private readonly List<Task> _answers = [];
    private readonly Task _accepting;

    public TinyHttpServer(Func<HttpListenerContext, CancellationToken, Task> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Close();
        await _accepting;
        await Task.WhenAll(_answers);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _answers.Add(AnswerAsync(await _listener.GetContextAsync()));
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            Assert.True(_stopping.IsCancellationRequested); // closed
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await _answer(context, _stopping.Token);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            context.Response.Abort(); // the client left, or the server stops
        }
    }
}
