using Microsoft.Extensions.Logging;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Reloading;

namespace VideoDyn.Pipeline.Observability.Logging;

/// <summary>What is logged about the configuration. Event ids are stable and listed in docs/observability.md.</summary>
public static partial class ConfigurationLog
{
    /// <summary>Logs a reading of the configuration.</summary>
    /// <param name="logger">Where to.</param>
    /// <param name="reload">What came of it.</param>
    public static void Reloaded(this ILogger logger, ConfigurationReload reload)
    {
        ArgumentNullException.ThrowIfNull(reload);
        CameraChanges changes = reload.Changes;
        if (reload.Error is ConfigurationException refused)
        {
            foreach (ConfigurationProblem problem in refused.Problems)
                logger.Problem(reload.Current.Path, $"{problem}");
        }

        if (reload.Error is { } error)
            logger.Refused(reload.Current.Path, error is ConfigurationException all ? $"{all.Problems.Count} problems" : error.Message);
        else
            logger.Accepted(reload.Current.Path, changes.Added.Count, changes.Removed.Count, changes.Changed.Count, changes.Unchanged.Count);
    }

    /// <summary>A new configuration is in force.</summary>
    [LoggerMessage(2000, LogLevel.Information, "Configuration {Path} read: {Added} cameras added, {Removed} removed, {Changed} changed, {Unchanged} unchanged")]
    public static partial void Accepted(this ILogger logger, string path, int added, int removed, int changed, int unchanged);

    /// <summary>A new configuration is bad; the old one stays in force.</summary>
    [LoggerMessage(2001, LogLevel.Error, "Configuration {Path} refused, the old one stays: {Reason}")]
    public static partial void Refused(this ILogger logger, string path, string reason);

    /// <summary>One thing that is wrong in a configuration.</summary>
    [LoggerMessage(2002, LogLevel.Error, "Configuration {Path}: {Problem}")]
    public static partial void Problem(this ILogger logger, string path, string problem);

    /// <summary>What a configuration asks for although nothing acts on it.</summary>
    [LoggerMessage(2003, LogLevel.Warning, "Configuration {Path}: {Note}")]
    public static partial void Note(this ILogger logger, string path, string note);
}
