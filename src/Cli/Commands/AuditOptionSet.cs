using System.CommandLine;
using System.CommandLine.Parsing;
using VideoDyn.Pipeline.Audit;

namespace VideoDyn.Cli.Commands;

/// <summary>The options of <c>run</c> about audits.</summary>
internal sealed class AuditOptionSet
{
    private static readonly AuditOptions s_standard = new();

    public Option<bool> Audit { get; } = new("--audit")
    {
        Description = "Also run a frame dense now and then, and tell how far what was published agrees with that. Changes nothing that is published.",
    };

    public Option<TimeSpan?> Every { get; } = new("--audit-every")
    {
        Description = "Draw one frame from each stretch of video of this length. Default: 30 seconds.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<double?> Share { get; } = new("--audit-share")
    {
        Description = "Most of the work that audits may take, 0 to 1. Default: 0.05.",
        HelpName = "SHARE",
        CustomParser = Parsing.Number,
    };

    public Option<double?> Target { get; } = new("--audit-target")
    {
        Description = "Warn when the running agreement falls below this, 0 to 1.",
        HelpName = "AGREEMENT",
        CustomParser = Parsing.Number,
    };

    public Option[] All => [Audit, Every, Share, Target];

    /// <summary>Refuses options that say how where nothing says that.</summary>
    public void Check(CommandResult result)
    {
        foreach (Option option in All)
        {
            if (option != Audit && result.GetResult(option) is { Implicit: false } && !result.GetValue(Audit))
                result.AddError($"{option.Name} is about audits, but --audit is not given");
        }
    }

    /// <summary>What was asked for; null for no audits.</summary>
    public AuditOptions? Read(ParseResult parsed) => !parsed.GetValue(Audit) ? null : new AuditOptions
    {
        Every = parsed.GetValue(Every) ?? s_standard.Every,
        Share = parsed.GetValue(Share) ?? s_standard.Share,
        Target = parsed.GetValue(Target),
    };
}
