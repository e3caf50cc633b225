using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Events.Sinks.Webhooks;
using VideoDyn.Events.Tests.Outbox;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Sinks;

public class WebhookSinkTests
{
    private static readonly OutgoingEvent s_event = Event(1, "gate");

    [Fact]
    public async Task Structured_PostsTheDocumentWithItsSignature()
    {
        await using var server = new HookServer();
        Delivery[] answers = await SendAsync(new WebhookSinkOptions { Address = server.Address, Secret = "key" }, s_event);

        HookRequest request = Assert.Single(server.Requests);
        Assert.True(Assert.Single(answers).IsConfirmed);
        Assert.Equal("/hook", request.Path);
        Assert.Equal(s_event.Json.ToArray(), request.Body);
        Assert.StartsWith("application/cloudevents+json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("key"), request.Body)), request.Headers["X-VideoDyn-Signature"]);
    }

    [Fact]
    public async Task Binary_PostsDataWithAttributesAsHeaders()
    {
        await using var server = new HookServer();
        OutgoingEvent e = Event(7, "Hof \"ü\" 100%");
        await SendAsync(new WebhookSinkOptions { Address = server.Address, Mode = ContentMode.Binary }, e);

        HookRequest request = Assert.Single(server.Requests);
        Assert.Equal(e.Id, request.Headers["ce-id"]);
        Assert.Equal("1.0", request.Headers["ce-specversion"]);
        Assert.Equal("videodyn.object.entered", request.Headers["ce-type"]);
        Assert.Equal("/videodyn/cameras/Hof%20%22%C3%BC%22%20100%25", request.Headers["ce-source"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(7, JsonDocument.Parse(request.Body).RootElement.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Credentials_AreSentAsBasicAuthentication_AndNeverShown()
    {
        await using var server = new HookServer(_ => new HookAnswer(500));
        var address = new UriBuilder(server.Address) { UserName = "me", Password = "s3cret%21" }.Uri;
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(new WebhookSinkOptions { Address = address }, s_event));

        Assert.Equal("Basic " + Convert.ToBase64String("me:s3cret!"u8), Assert.Single(server.Requests).Headers["Authorization"]);
        Assert.DoesNotContain("s3cret", error.ToString());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(302)]
    public async Task PermanentAnswers_RefuseTheEvent(int status)
    {
        await using var server = new HookServer(request => request.Number == 0 ? new HookAnswer(status) : HookAnswer.Ok);
        Delivery[] answers = await SendAsync(new WebhookSinkOptions { Address = server.Address }, s_event, Event(2, "gate"));

        Assert.Contains($"{status}", answers[0].Refusal);
        Assert.True(answers[1].IsConfirmed);
    }

    [Theory]
    [InlineData(408, null, null)]
    [InlineData(425, null, null)]
    [InlineData(429, "7", 7)]
    [InlineData(503, "120", 120)]
    [InlineData(500, "nonsense", null)]
    public async Task PassingAnswers_AskToTryAgain(int status, string? retryAfter, int? seconds)
    {
        await using var server = new HookServer(_ => new HookAnswer(status, retryAfter));
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(new WebhookSinkOptions { Address = server.Address }, s_event));

        Assert.Contains($"{status}", error.Message);
        Assert.Equal(seconds, error.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task BrokenConnection_KeepsTheAnswersBefore()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = AnswerOnceAsync(listener);
        var deliveries = new List<Delivery>();
        await using var sink = new WebhookSink("hook", new WebhookSinkOptions { Address = new Uri($"http://{listener.LocalEndpoint}/") });
        await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.SendAsync([s_event, Event(2, "gate")], deliveries, CancellationToken.None));
        await server;
        Assert.True(Assert.Single(deliveries).IsConfirmed);
    }

    [Fact]
    public async Task NobodyThere_IsUnavailable()
    {
        var options = new WebhookSinkOptions { Address = new Uri($"http://127.0.0.1:{HookServer.FreePort()}/") };
        await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(options, s_event));
    }

    [Fact]
    public async Task NoAnswer_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new WebhookSinkOptions { Address = new Uri($"http://{listener.LocalEndpoint}/"), Timeout = TimeSpan.FromMilliseconds(200) };
        Assert.Contains("no answer", (await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(options, s_event))).Message);
    }

    [Fact]
    public void WrongOptions_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(
            () => new WebhookSink("hook", new WebhookSinkOptions { Address = new Uri("ftp://x/"), Timeout = TimeSpan.Zero, Secret = "" }));
        foreach (string part in (string[])["hook", "https://", "timeout", "secret"])
            Assert.Contains(part, error.Message);
    }

    // Takes one request, and is gone before it has answered the next.
    private static async Task AnswerOnceAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        listener.Stop();
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[64 << 10];
        Assert.True(await stream.ReadAsync(buffer) > 0);
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        Assert.True(await stream.ReadAsync(buffer) > 0);
        client.LingerState = new LingerOption(true, 0);
    }

    private static OutgoingEvent Event(int number, string camera)
    {
        string text = Encoding.UTF8.GetString(TestEvents.Make(number)).Replace("/cameras/gate", "/cameras/" + camera.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return new OutgoingEvent(number, TestEvents.Id(number), "videodyn.object.entered", camera, Encoding.UTF8.GetBytes(text));
    }

    private static async Task<Delivery[]> SendAsync(WebhookSinkOptions options, params OutgoingEvent[] events)
    {
        await using var sink = new WebhookSink("hook", options);
        var deliveries = new List<Delivery>();
        await sink.OpenAsync(CancellationToken.None);
        await sink.SendAsync(events, deliveries, CancellationToken.None);
        return [.. deliveries];
    }
}
