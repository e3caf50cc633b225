using System.Globalization;
using System.Threading.Channels;
using VideoDyn.Cli.Delivering;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Reloading;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Sinks;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Commands;

/// <summary>Runs the cameras of a configuration until they have ended or the user ends it, and follows changes of the file.</summary>
internal sealed class ConfiguredSession(ConfiguredSettings settings)
{
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(10);

    private readonly bool _toStandardOutput = settings.Out == "-";
    private readonly ConfiguredDelivery _routing = new();
    private TextWriter _report = settings.Out == "-" ? Console.Error : Console.Out;
    private DeliverySession? _delivery;
    private readonly Lock _reporting = new();
    private readonly List<JobResult> _results = [];
    private CameraSet _set = null!;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _set = CamerasFile.Read(settings.Config);
        foreach (string note in _set.Notes)
            Say($"note: {note}");
        string root = settings.Out ?? Path.Combine("videodyn-out", $"cameras-{TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        using IEventOutput? standardOutput = _toStandardOutput ? SharedSink.StandardOutput() : null;
        await using DeliverySession? delivery = _delivery = await DeliverAsync();
        int inputs = _set.Cameras.Count;
        bool live = _set.Cameras.Any(camera => camera.Input.IsLive);
        await using (var watch = new Watch(settings.Watch, () => _set.Secrets))
        await using (var host = new CameraHost(new CameraHostOptions
        {
            Log = watch.Log,
            OnOverload = Say,
            ThreadsPerAnalysis = Math.Max(1, _set.Cameras.Select(camera => camera.Detect.Threads).DefaultIfEmpty(1).Max()),
            ConnectionsPerSecond = _set.ConnectRate,
            CropBatches = _set.CropBatches,
        }))
        {
            if (await watch.ServeAsync(host, delivery?.Delivery, _set.Server, cancellationToken) is { } address)
                Say($"metrics and health at {address}");
            using var fleet = new CameraFleet(host, camera => Job(camera, root, standardOutput), Ended);
            var reloads = Channel.CreateUnbounded<ConfigurationReload>();
            fleet.Start(_set);
            _ = fleet.AllEnded.ContinueWith(_ => reloads.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            using (new ConfigurationReloader(_set, reload => reloads.Writer.TryWrite(reload)))
                await FollowAsync(fleet, reloads.Reader, watch, cancellationToken);

            watch.AnnounceStop();
            delivery?.Delivery.StopBlocking();
            // The host ends them all by its deadline, whatever hangs; the fleet then has their results.
            await host.StopAsync(s_shutdown);
            await fleet.StopAsync();
            if (host.CropBatches is { Runs: > 0 } batches && !settings.Quiet)
                _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  crops    {batches.Crops} in {batches.Runs} runs ({batches.Mean:F2} a run), {batches.SharedRuns} of them with crops of several cameras"));
        }

        if (!_toStandardOutput && _results.Count > 0)
            WriteSummary(root);

        if (delivery is not null)
            await delivery.StopAsync(settings.Quiet ? null : _report, cancellationToken);

        // To be ended by its user is how a run of live cameras ends well.
        return RunResults.ExitCode(_results, inputs, interrupted: cancellationToken.IsCancellationRequested && !live);
    }

    // Without sinks there is an outbox only where one was asked for: as the history of events.
    private async Task<DeliverySession?> DeliverAsync()
    {
        if (_set.Sinks.Count == 0 && settings.Outbox is null && _set.Outbox.Path is null)
            return null;
        if (_set.Sinks.Any(sink => sink.Type == SinkType.Stdout))
            _report = Console.Error;
        var options = new DeliveryOptions { Outbox = ConfiguredDelivery.PathOf(_set, settings.Outbox, settings.Out), Keeping = _set.Outbox.ToOptions() };
        return await DeliverySession.OpenAsync(await _routing.SinksAsync(_set), options, settings.Quiet ? null : Say);
    }

    private async Task FollowAsync(CameraFleet fleet, ChannelReader<ConfigurationReload> reloads, Watch watch, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ConfigurationReload reload in reloads.ReadAllAsync(cancellationToken))
            {
                watch.Log.Reloaded(reload);
                if (reload.Error is { } error)
                {
                    Say($"{settings.Config}: not taken over, the old configuration stays in force:{Environment.NewLine}{error.Message}");
                    continue;
                }

                lock (_reporting)
                    _set = reload.Current;
                _routing.Route(reload.Current);
                Say(Describe(reload.Changes));
                foreach ((string camera, VideoDynException wrong) in await fleet.ApplyAsync(reload.Changes))
                    Say($"camera '{camera}': its new rules are not taken over, the old ones stay in force: {wrong.Message}");
            }
        }
        catch (OperationCanceledException)
        {
            Say("ending");
        }
    }

    private RunJob Job(CameraConfiguration camera, string root, IEventOutput? sink)
    {
        AnalysisOptions options = camera.ToAnalysisOptions();
        Action<Pipeline.Live.CircuitChange>? notes = settings.Quiet ? null : change => CircuitPrinter.Print(camera.Name, change, null);
        return sink is not null
            ? new RunJob(options, sink) { Delivery = _delivery?.Delivery.Output, Weight = camera.Weight, OnCircuitChange = notes, OnRecordingProblem = Say }
            : new RunJob(options, Path.Combine(root, FolderOf(camera.Name)), camera.Output) { Delivery = _delivery?.Delivery.Output, Weight = camera.Weight, OnCircuitChange = notes, OnRecordingProblem = Say, AppendsEvents = true };
    }

    private void Ended(string name, JobResult result)
    {
        lock (_reporting)
        {
            _results.Add(result);
            if (result.Error is not null)
                Console.Error.WriteLine(_set.Secrets.Hide($"videodyn: {name}: {result.Error.Message}"));
            if (!settings.Quiet && result.Summary.Ledger is not null)
                SummaryPrinter.Print(_report, result.Summary, null);
        }
    }

    private void WriteSummary(string root)
    {
        OutputFolder.Create(root);
        string path = Path.Combine(root, "summary.json");
        SummaryFile.Write(path, _set.Cameras[0].ToAnalysisOptions(), annotate: false, [.. _results.Select(result => result.Summary)]);
        if (!settings.Quiet)
            _report.WriteLine($"  written  {path}");
    }

    private void Say(string text)
    {
        if (!settings.Quiet)
            Console.Error.WriteLine(_set.Secrets.Hide($"videodyn: {text}"));
    }

    private string Describe(CameraChanges changes) =>
        changes.IsEmpty
            ? $"{settings.Config}: nothing changed"
            : $"{settings.Config}: {string.Join("; ", Parts(changes))}";

    private static IEnumerable<string> Parts(CameraChanges changes)
    {
        if (changes.Added.Count > 0)
            yield return $"added {string.Join(", ", changes.Added.Select(camera => camera.Name))}";
        if (changes.Removed.Count > 0)
            yield return $"removed {string.Join(", ", changes.Removed)}";
        if (changes.Changed.Count > 0)
            yield return $"changed {string.Join(", ", changes.Changed.Select(change => $"{change.After.Name} ({change.Parts.ToString().ToLowerInvariant()})"))}";
        if (changes.SharedChanged)
            yield return "sinks, server, connect rate or crop batches changed: they hold from the next start on";
    }

    private static string FolderOf(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
