using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Cli.Delivering;

/// <summary>Makes sinks that a user names: by an address, or by a name of a configuration.</summary>
internal static class ChosenSinks
{
    /// <summary>Makes one.</summary>
    /// <param name="sink">Address, or name where there is a configuration.</param>
    /// <param name="config">Path of the configuration; null for none.</param>
    public static IEventSink One(string sink, string? config)
    {
        if (config is null)
            return CliSinks.Factories.Create(sink);
        CameraSet set = Read(config);
        SinkSettings settings = set.Sinks.FirstOrDefault(one => one.Name == sink)
            ?? throw VideoDynException.Configuration($"{config}: there is no sink '{sink}'{NearestName.Hint(sink, set.Sinks.Select(one => one.Name))}");
        return CliSinks.Factories.Create(settings);
    }

    /// <summary>Reads a configuration for its sinks; whether its models and videos exist does not matter.</summary>
    public static CameraSet Read(string config) => CamerasFile.Read(config, new ConfigurationReadOptions { CheckFiles = false });
}
