using System.CommandLine;
using System.Globalization;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Cli.Commands.Events;

/// <summary><c>videodyn events purge</c>.</summary>
internal static class PurgeCommand
{
    public static Command Create()
    {
        var filter = new FilterOptions();
        var all = new Option<bool>("--all") { Description = "Remove everything that was delivered, where no other option chooses." };
        var undelivered = new Option<bool>("--undelivered") { Description = "Also remove events that a sink still waits for." };
        var refused = new Option<bool>("--refused") { Description = "Remove dead letters instead of events." };
        var command = new Command("purge", """
            Remove events from an outbox, also while a run uses it. What a sink waits for stays unless asked for.

            Examples:
              videodyn events purge results/outbox.db --until 2026-05-01
              videodyn events purge results/outbox.db --camera yard --undelivered
              videodyn events purge results/outbox.db --refused --all
            """)
        { all, undelivered, refused };
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(all) && result.Children.OfType<System.CommandLine.Parsing.OptionResult>().All(child => child.Implicit || child.Option.Name is "--undelivered" or "--refused"))
                result.AddError("say which events: --until, --since, --type, --camera, or --all");
        });
        command.SetAction(parsed =>
        {
            using EventHistory history = EventHistory.Open(parsed.GetRequiredValue(filter.File));
            EventFilter wanted = filter.From(parsed);
            long removed = parsed.GetValue(refused) ? history.RemoveRefused(wanted) : history.Remove(wanted, parsed.GetValue(undelivered));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{removed} removed"));
            return ExitCodes.Done;
        });
        return command;
    }
}
