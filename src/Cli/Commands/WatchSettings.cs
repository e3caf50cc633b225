using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace VideoDyn.Cli.Commands;

/// <summary>How a running <c>run</c> can be looked at from outside.</summary>
internal sealed record WatchSettings
{
    /// <summary>Port of metrics and health; null for that of the configuration, or none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>Least severe entries that are logged to standard error.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.None;

    /// <summary>Form of the log.</summary>
    public LogForm LogForm { get; init; }

    public static WatchSettings From(RunOptions options, ParseResult parsed) => new()
    {
        MetricsPort = parsed.GetValue(options.MetricsPort),
        LogLevel = parsed.GetValue(options.Log),
        LogForm = parsed.GetValue(options.LogForm),
    };
}

/// <summary>How log entries are written.</summary>
internal enum LogForm
{
    /// <summary>One line each, for people.</summary>
    Text,

    /// <summary>One JSON document a line, for collectors.</summary>
    Json,

    /// <summary>With the syslog levels that systemd's journal reads.</summary>
    Systemd,
}
