using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using VideoDyn.Rtsp.TestKit.Faults;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>One client's connection.</summary>
internal sealed partial class RtspSession(RtspServer server, Socket socket) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Gatekeeper _gatekeeper = new(server.Options);
    private Socket? _datagrams;
    private IPEndPoint? _media;
    private IPEndPoint? _control;

    /// <summary>Serves until one side leaves or the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task playing = Task.CompletedTask;
        try
        {
            if (server.Faults.HangAfter == RtspStep.Connect)
                await ListenInSilenceAsync(ending.Token);
            await using Stream stream = await OpenAsync(ending.Token);
            var reader = new RequestReader(stream);
            while (await reader.ReadAsync(ending.Token) is { } request)
            {
                if (server.Faults.HangAfter is { } step && step == StepOf(request.Method))
                {
                    server.Note(new RequestLog(request.Method, 0, Stopwatch.GetTimestamp()));
                    await ListenInSilenceAsync(ending.Token);
                }

                int status = await AnswerAsync(request, stream, ending.Token);
                if (request.Method == "PLAY" && status == 200)
                    playing = PlayAsync(new PacketSink(stream, _writing, _datagrams, _media, _control), ending.Token);
                if (request.Method == "TEARDOWN")
                    break;
            }

            await ending.CancelAsync();
            await playing;
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await ending.CancelAsync(); // the client left, or the server stops
            await playing;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _datagrams?.Dispose();
        _writing.Dispose();
    }

    private async Task PlayAsync(PacketSink sink, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await new StreamSender(server, sink, HangUp).RunAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            server.NoteLeft(); // the client left, or the server stops
        }
    }

    private void HangUp(bool reset)
    {
        if (reset)
            socket.LingerState = new LingerOption(true, 0);
        else
            socket.Shutdown(SocketShutdown.Both);
        socket.Dispose();
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (server.Options.Certificate is not { } certificate)
            return plain;
        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        return tls;
    }

    private async Task ListenInSilenceAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[1024];
        while (await socket.ReceiveAsync(bytes, cancellationToken) > 0)
        {
        }

        throw new OperationCanceledException();
    }

    private async Task<int> AnswerAsync(RtspRequest request, Stream stream, CancellationToken cancellationToken)
    {
        string extra = "";
        string body = "";
        int status = 200;
        if (server.Faults.Answer is { } answer && answer.Step == StepOf(request.Method))
            status = answer.Status;
        else if (request.Method != "OPTIONS" && !_gatekeeper.Admits(request))
            (status, extra) = (401, $"WWW-Authenticate: {_gatekeeper.Challenge}\r\n");
        else
            (status, extra, body) = Handle(request);
        string text = string.Create(CultureInfo.InvariantCulture, $"RTSP/1.0 {status} {Phrase(status)}\r\nCSeq: {request["CSeq"]}\r\n{extra}");
        if (body.Length > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/sdp\r\nContent-Length: {body.Length}\r\n");
        server.Note(new RequestLog(request.Method, status, Stopwatch.GetTimestamp()));
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n" + body), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }

        return status;
    }

    private (int Status, string Extra, string Body) Handle(RtspRequest request)
    {
        string path = request.Uri.Contains("://", StringComparison.Ordinal) ? new Uri(request.Uri).AbsolutePath : request.Uri;
        if (request.Method is "DESCRIBE" or "SETUP" && !path.StartsWith(RtspServer.Path, StringComparison.Ordinal))
            return (404, "", "");
        return request.Method switch
        {
            "OPTIONS" => (200, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n", ""),
            "DESCRIBE" => (200, $"Content-Base: {request.Uri}/\r\n", SessionDescription.Of(server.Clip, server.Options)),
            "SETUP" => SetUp(request["Transport"]),
            "PLAY" => (200, "Session: 1;timeout=60\r\nRange: npt=0-\r\n", ""),
            "GET_PARAMETER" or "TEARDOWN" => (200, "Session: 1\r\n", ""),
            _ => (501, "", ""),
        };
    }

    private (int Status, string Extra, string Body) SetUp(string transport)
    {
        Match ports = ClientPorts().Match(transport);
        if (!ports.Success)
            return (200, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1;timeout=60\r\n", "");
        IPAddress client = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        _media = new IPEndPoint(client, int.Parse(ports.Groups[1].Value, CultureInfo.InvariantCulture));
        _control = new IPEndPoint(client, int.Parse(ports.Groups[2].Value, CultureInfo.InvariantCulture));
        _datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)_datagrams.LocalEndPoint!).Port;
        return (200, string.Create(CultureInfo.InvariantCulture, $"Transport: RTP/AVP;unicast;client_port={ports.Groups[1].Value}-{ports.Groups[2].Value};server_port={port}-{port}\r\nSession: 1;timeout=60\r\n"), "");
    }

    private static RtspStep? StepOf(string method) => method switch
    {
        "OPTIONS" => RtspStep.Options,
        "DESCRIBE" => RtspStep.Describe,
        "SETUP" => RtspStep.Setup,
        "PLAY" => RtspStep.Play,
        _ => null,
    };

    private static string Phrase(int status) => status switch
    {
        200 => "OK",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        _ => "Error",
    };

    [GeneratedRegex("client_port=([0-9]+)-([0-9]+)")]
    private static partial Regex ClientPorts();
}
