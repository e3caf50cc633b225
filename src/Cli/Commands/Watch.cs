using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Sinks;
using VideoDyn.Server;

namespace VideoDyn.Cli.Commands;

/// <summary>What shows a running <c>run</c> to others: its log on standard error, metrics and health.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private readonly WatchSettings _settings;
    private readonly RedactingLoggerFactory _logs;
    private CameraMetrics? _metrics;
    private SinkMetrics? _sinkMetrics;
    private MetricsServer? _server;

    /// <summary>Begins to log.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="secrets">What must not be told.</param>
    public Watch(WatchSettings settings, Func<SecretSet> secrets)
    {
        _settings = settings;
        _logs = new RedactingLoggerFactory(LoggerFactory.Create(Configure), secrets);
        Log = _logs.CreateLogger("VideoDyn");
    }

    /// <summary>The log.</summary>
    public ILogger Log { get; }

    /// <summary>Serves metrics and health of a host, if that is wanted.</summary>
    /// <param name="host">The cameras.</param>
    /// <param name="delivery">The sinks; null where there are none.</param>
    /// <param name="defaults">Where, unless the command line says so.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>Where; null when it is not wanted.</returns>
    /// <exception cref="Core.Errors.VideoDynException">The port cannot be taken (kind Configuration).</exception>
    public async Task<Uri?> ServeAsync(CameraHost host, EventDelivery? delivery, ServerSettings defaults, CancellationToken cancellationToken)
    {
        if ((_settings.MetricsPort ?? defaults.Port) is not { } port)
            return null;
        _metrics = new CameraMetrics(host.Readings);
        _sinkMetrics = delivery is null ? null : new SinkMetrics(delivery);
        _server = await MetricsServer.StartAsync(new MetricsServerOptions { Host = defaults.Host, Port = port }, host.Status, delivery is null ? null : delivery.Sinks, cancellationToken);
        return _server.Address;
    }

    /// <summary>Lets readiness say that the program is stopping.</summary>
    public void AnnounceStop() => _server?.AnnounceStop();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _metrics?.Dispose();
        _sinkMetrics?.Dispose();
        _logs.Dispose();
    }

    private void Configure(ILoggingBuilder builder)
    {
        builder.SetMinimumLevel(_settings.LogLevel);
        if (_settings.LogLevel == LogLevel.None)
            return;
        builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        _ = _settings.LogForm switch
        {
            LogForm.Json => builder.AddJsonConsole(format => (format.UseUtcTimestamp, format.TimestampFormat) = (true, TimeFormat)),
            LogForm.Systemd => builder.AddSystemdConsole(),
            _ => builder.AddSimpleConsole(format => (format.SingleLine, format.UseUtcTimestamp, format.TimestampFormat, format.ColorBehavior) = (true, true, TimeFormat + " ", LoggerColorBehavior.Disabled)),
        };
    }
}
