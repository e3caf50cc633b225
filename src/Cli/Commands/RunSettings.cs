using System.CommandLine;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline;

namespace VideoDyn.Cli.Commands;

/// <summary>A parsed <c>run</c>: what to analyze, where results go, and how much is printed.</summary>
internal sealed record RunSettings
{
    public required IReadOnlyList<AnalysisOptions> Inputs { get; init; }

    /// <summary>Output folder; null for the default one; <c>-</c> for standard output.</summary>
    public string? Out { get; init; }

    public OutputChoices Outputs { get; init; } = new();

    /// <summary>How many inputs run at once, at least 1.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>How it can be looked at from outside.</summary>
    public WatchSettings Watch { get; init; } = new();

    /// <summary>Addresses that events are delivered to.</summary>
    public IReadOnlyList<string> Sinks { get; init; } = [];

    /// <summary>Path of the outbox; null for the default one.</summary>
    public string? Outbox { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public bool Progress { get; init; }

    public bool ToStandardOutput => Out == "-";

    /// <summary>Whether standard output carries nothing but events.</summary>
    public bool OutputIsEvents => ToStandardOutput || Sinks.Any(sink => sink.StartsWith("stdout:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether events go to an outbox: for a sink, or as a history.</summary>
    public bool Delivers => Sinks.Count > 0 || OutboxAsked;

    /// <summary>Whether the outbox was named.</summary>
    public bool OutboxAsked { get; init; }

    public static RunSettings From(RunOptions options, ParseResult parsed) => new()
    {
        Inputs = [.. parsed.GetRequiredValue(options.Inputs).Select(input => options.Analysis(parsed, input))],
        Out = parsed.GetValue(options.Out),
        Outputs = new OutputChoices
        {
            Annotate = parsed.GetValue(options.Annotate),
            Tracks = parsed.GetValue(options.Tracks),
            Detections = parsed.GetValue(options.Detections),
            Masks = parsed.GetValue(options.Masks),
            Explain = parsed.GetValue(options.Explain),
        },
        Watch = WatchSettings.From(options, parsed),
        Parallel = SideBySide(options, parsed),
        OutboxAsked = parsed.GetValue(options.Outbox) is not null,
        Sinks = parsed.GetValue(options.Sink) ?? [],
        Outbox = parsed.GetValue(options.Outbox) ?? (parsed.GetValue(options.State) is { } state ? Path.Combine(state, "outbox.db") : null),
        Quiet = parsed.GetValue(options.Quiet),
        Verbose = parsed.GetValue(options.Verbose),
        Progress = !parsed.GetValue(options.NoProgress) && !parsed.GetValue(options.Quiet) && !Console.IsErrorRedirected,
    };

    // As many as the processors can analyze at once. Events of several inputs on one standard output would come in
    // another order each time, so there it is one after another unless asked for.
    private static int SideBySide(RunOptions options, ParseResult parsed)
    {
        int inputs = parsed.GetRequiredValue(options.Inputs).Length;
        if (parsed.GetRequiredValue(options.Inputs).Any(CameraAddress.IsLive))
            return inputs; // one that never ends must not keep the next one waiting
        int standard = parsed.GetValue(options.Out) == "-" ? 1 : Math.Max(1, Environment.ProcessorCount / Math.Max(1, parsed.GetValue(options.Threads)));
        return Math.Min(inputs, parsed.GetValue(options.Parallel) ?? standard);
    }
}
