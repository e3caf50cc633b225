using System.Net;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Server.Tests;

public class MetricsServerTests
{
    private static readonly HttpClient s_client = new();

    [Fact]
    public async Task Metrics_OfCameras_AreServed()
    {
        var ledger = new FrameLedger();
        for (int frame = 0; frame < 7; frame++)
            ledger.Receive();
        ledger.Analyze();
        ledger.Skip("every-n");
        ledger.Drop("superseded", 2);
        CameraStatus Status() => new("gate", CameraState.Running, ledger.Snapshot(), null, null, 3);
        using var metrics = new CameraMetrics(() => [new CameraReading(Status(), [], null)]);
        await using MetricsServer server = await MetricsServer.StartAsync(new MetricsServerOptions { Port = 0 }, () => [Status()]);

        using HttpResponseMessage response = await s_client.GetAsync(new Uri(server.Address, "/metrics"));
        List<PrometheusText.Sample> samples = PrometheusText.Read(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(7, Value("videodyn_frames_received_total", "camera", "gate"));
        Assert.Equal(2, Value("videodyn_frames_total", "cause", "superseded"));
        Assert.Equal(3, Value("videodyn_frames_in_flight", "camera", "gate"));
        Assert.Equal(3, Value("videodyn_camera_outages_total", "camera", "gate"));
        Assert.Equal(7, samples.Where(sample => sample.Name is "videodyn_frames_total" or "videodyn_frames_in_flight").Sum(sample => sample.Value));
        Assert.Contains(samples, sample => sample.Name.StartsWith("dotnet_gc_", StringComparison.Ordinal));

        double Value(string name, string label, string value) =>
            Assert.Single(samples, sample => sample.Name == name && sample.Labels.TryGetValue(label, out string? found) && found == value).Value;
    }

    [Fact]
    public async Task Health_TellsLiveAndReady()
    {
        CameraState state = CameraState.Starting;
        await using MetricsServer server = await MetricsServer.StartAsync(
            new MetricsServerOptions { Port = 0 }, () => [new CameraStatus("gate \"3\"", state, null, null, null, 0)]);

        Assert.Equal((HttpStatusCode.OK, "live\n"), await Get("/health/live"));
        (HttpStatusCode code, string body) = await Get("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting", "starting"), (code, Text(body, "status"), (string)JsonNode.Parse(body)!["cameras"]!["gate \"3\""]!));
        state = CameraState.Running;
        Assert.Equal(HttpStatusCode.OK, (await Get("/health/ready")).Code);
        state = CameraState.Lost;
        Assert.Equal(HttpStatusCode.OK, (await Get("/health/ready")).Code);
        server.AnnounceStop();
        (code, body) = await Get("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "stopping"), (code, Text(body, "status")));
        Assert.Equal(HttpStatusCode.OK, (await Get("/health/live")).Code);

        async Task<(HttpStatusCode Code, string Body)> Get(string path)
        {
            using HttpResponseMessage response = await s_client.GetAsync(new Uri(server.Address, path));
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        static string Text(string body, string key) => (string)JsonNode.Parse(body)![key]!;
    }

    [Fact]
    public async Task Server_ListensToThisMachineOnly_AndKnowsNothingElse()
    {
        await using MetricsServer server = await MetricsServer.StartAsync(new MetricsServerOptions { Port = 0 }, () => []);

        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.Equal(HttpStatusCode.NotFound, (await s_client.GetAsync(new Uri(server.Address, "/"))).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await s_client.PostAsync(new Uri(server.Address, "/metrics"), null)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(server.Address, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, (await s_client.SendAsync(head)).StatusCode);
    }

    [Fact]
    public async Task PortThatIsTaken_IsAConfigurationError()
    {
        await using MetricsServer server = await MetricsServer.StartAsync(new MetricsServerOptions { Port = 0 }, () => []);

        VideoDynException error = await Assert.ThrowsAsync<VideoDynException>(
            () => MetricsServer.StartAsync(new MetricsServerOptions { Port = server.Address.Port }, () => []));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains($"cannot listen at 127.0.0.1:{server.Address.Port}", error.Message);
    }

    [Theory]
    [InlineData("camera.example", 1)]
    [InlineData("127.0.0.1", 65_536)]
    [InlineData("127.0.0.1", -1)]
    public async Task WrongOptions_AreRefused(string host, int port) => Assert.Equal(
        ErrorKind.Configuration,
        (await Assert.ThrowsAsync<VideoDynException>(() => MetricsServer.StartAsync(new MetricsServerOptions { Host = host, Port = port }, () => []))).Kind);
}
