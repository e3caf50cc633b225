using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Sinks;
using VideoDyn.Server.Prometheus;

namespace VideoDyn.Server;

/// <summary>
/// Serves <c>/metrics</c> (Prometheus text), <c>/health/live</c> and <c>/health/ready</c>; to this machine only unless told
/// otherwise.
/// </summary>
public sealed class MetricsServer : IAsyncDisposable
{
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head];
    private readonly WebApplication _web;
    private readonly PrometheusExporter _exporter;
    private readonly Func<IReadOnlyList<CameraStatus>> _cameras;
    private readonly Func<IReadOnlyList<SinkStatus>> _sinks;
    private volatile bool _isStopping;

    private MetricsServer(WebApplication web, MetricsServerOptions options, Func<IReadOnlyList<CameraStatus>> cameras, Func<IReadOnlyList<SinkStatus>>? sinks)
    {
        _web = web;
        _cameras = cameras;
        _sinks = sinks ?? (static () => []);
        _exporter = new PrometheusExporter(meter => meter.Name == Telemetry.MeterName || (options.Runtime && meter.Name == "System.Runtime"));
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cameras">Tells where every camera stands, for readiness; called from any thread.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running server; disposing ends it.</returns>
    /// <exception cref="VideoDynException">An option is wrong, or the port cannot be taken (kind Configuration).</exception>
    public static Task<MetricsServer> StartAsync(
        MetricsServerOptions options, Func<IReadOnlyList<CameraStatus>> cameras, CancellationToken cancellationToken = default) =>
        StartAsync(options, cameras, null, cancellationToken);

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cameras">Tells where every camera stands, for readiness; called from any thread.</param>
    /// <param name="sinks">Tells where every sink stands, called from any thread; null where there are none.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running server; disposing ends it.</returns>
    /// <exception cref="VideoDynException">An option is wrong, or the port cannot be taken (kind Configuration).</exception>
    public static async Task<MetricsServer> StartAsync(
        MetricsServerOptions options, Func<IReadOnlyList<CameraStatus>> cameras, Func<IReadOnlyList<SinkStatus>>? sinks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cameras);
        options.Validate();
        // Nothing is read from the environment or from files of the working folder: what is served is what the options say.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            options.TryAddress(out System.Net.IPAddress address);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 100;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(address, options.Port);
        });
        builder.Services.AddRoutingCore();
        var server = new MetricsServer(builder.Build(), options, cameras, sinks);
        try
        {
            server.Map();
            await server._web.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw VideoDynException.Configuration($"server: cannot listen at {options.Host}:{options.Port}: {(error.InnerException ?? error).Message}", error);
        }

        string address = server._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Address = new Uri(address);
        return server;
    }

    /// <summary>Lets readiness say that the program is stopping, so that nobody sends it more work.</summary>
    public void AnnounceStop() => _isStopping = true;

    /// <summary>Ends it; requests under way are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync().ConfigureAwait(false);
        _exporter.Dispose();
    }

    private void Map()
    {
        _web.UseRouting();
        _web.MapMethods("/metrics", s_methods, context => Answer(context, StatusCodes.Status200OK, PrometheusExporter.ContentType, _exporter.Scrape()));
        _web.MapMethods("/health/live", s_methods, context => Answer(context, StatusCodes.Status200OK, "text/plain; charset=utf-8", "live\n"));
        _web.MapMethods("/health/ready", s_methods, context =>
        {
            (bool ready, string json) = Health.Of(_cameras(), _sinks(), _isStopping);
            return Answer(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, "application/json", json + "\n");
        });
    }

    private static Task Answer(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text, context.RequestAborted);
    }
}
