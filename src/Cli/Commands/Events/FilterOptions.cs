using System.CommandLine;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Cli.Commands.Events;

/// <summary>The options that choose events.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _types = new("--type")
    {
        Description = "Only these types, e.g. videodyn.zone.entered or videodyn.object.*; separated by commas.",
        HelpName = "TYPES",
        CustomParser = Parsing.List,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _cameras = new("--camera")
    {
        Description = "Only events of these cameras, separated by commas.",
        HelpName = "NAMES",
        CustomParser = Parsing.List,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<DateTimeOffset?> _since = new("--since") { Description = "Only events of this instant or later, e.g. 2026-05-01T12:00:00Z.", HelpName = "INSTANT", CustomParser = Parsing.Instant };

    private readonly Option<DateTimeOffset?> _until = new("--until") { Description = "Only events before this instant.", HelpName = "INSTANT", CustomParser = Parsing.Instant };

    public Argument<string> File { get; } = new("OUTBOX") { Description = "The database, e.g. results/outbox.db." };

    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(_types);
        command.Add(_cameras);
        command.Add(_since);
        command.Add(_until);
    }

    public EventFilter From(ParseResult parsed) => new()
    {
        Types = parsed.GetValue(_types) ?? [],
        Cameras = parsed.GetValue(_cameras) ?? [],
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
    };

}
