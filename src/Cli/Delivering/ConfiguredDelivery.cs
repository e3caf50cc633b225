using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Delivering;

/// <summary>The delivery of a configuration: its sinks, and which cameras each of them gets.</summary>
internal sealed class ConfiguredDelivery
{
    private volatile Dictionary<string, HashSet<string>> _routes = [];

    /// <summary>Follows a configuration: which sinks the events of each camera go to.</summary>
    public void Route(CameraSet set) => _routes = set.Cameras
        .Where(camera => camera.Events.Sinks.Count > 0)
        .ToDictionary(camera => camera.Name, camera => camera.Events.Sinks.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Makes the sinks.</summary>
    /// <exception cref="Core.Errors.VideoDynException">One of them cannot be made (kind Configuration).</exception>
    public async Task<HostedSink[]> SinksAsync(CameraSet set)
    {
        Route(set);
        List<HostedSink> sinks = [];
        try
        {
            foreach (SinkSettings settings in set.Sinks)
            {
                string name = settings.Name;
                sinks.Add(new HostedSink(CliSinks.Factories.Create(settings)) { Accepts = e => Accepts(name, e) });
            }

            return [.. sinks];
        }
        catch
        {
            foreach (HostedSink sink in sinks)
                await sink.Sink.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the outbox is: as the command line says, as the configuration says, or beside the outputs.</summary>
    public static string PathOf(CameraSet set, string? outbox, string? folder) =>
        outbox ?? set.Outbox.Path ?? Path.Combine(folder is null or "-" ? "videodyn-out" : folder, "outbox.db");

    // What the outbox itself tells concerns everybody.
    private bool Accepts(string sink, OutgoingEvent e) =>
        e.Camera == OutboxNotice.Camera || !_routes.TryGetValue(e.Camera, out HashSet<string>? sinks) || sinks.Contains(sink);
}
