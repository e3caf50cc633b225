using System.CommandLine;

namespace VideoDyn.Cli.Commands;

/// <summary>A parsed <c>run --config</c>.</summary>
internal sealed record ConfiguredSettings
{
    /// <summary>Path of the configuration.</summary>
    public required string Config { get; init; }

    /// <summary>Output folder; null for the default one; <c>-</c> for standard output.</summary>
    public string? Out { get; init; }

    /// <summary>Path of the outbox; null for that of the configuration.</summary>
    public string? Outbox { get; init; }

    /// <summary>How it can be looked at from outside.</summary>
    public WatchSettings Watch { get; init; } = new();

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public static ConfiguredSettings From(RunOptions options, ParseResult parsed) => new()
    {
        Config = parsed.GetValue(options.Config)!,
        Out = parsed.GetValue(options.Out),
        Outbox = parsed.GetValue(options.Outbox),
        Watch = WatchSettings.From(options, parsed),
        Quiet = parsed.GetValue(options.Quiet),
        Verbose = parsed.GetValue(options.Verbose),
    };
}
