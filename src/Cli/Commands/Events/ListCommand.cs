using System.CommandLine;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Cli.Commands.Events;

/// <summary><c>videodyn events list</c>.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var filter = new FilterOptions();
        var limit = new Option<int?>("--limit", "-n") { Description = "At most this many, the newest of them.", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print the documents, one a line." };
        var refused = new Option<bool>("--refused") { Description = "List the dead letters instead: events that a sink refused for good, and why." };
        var command = new Command("list", """
            List events of an outbox, oldest first.

            Examples:
              videodyn events list results/outbox.db
              videodyn events list results/outbox.db --type "videodyn.zone.*" --camera yard --since 2026-05-01
              videodyn events list results/outbox.db --json | jq .data.label
              videodyn events list results/outbox.db --refused
            """)
        { limit, json, refused };
        filter.AddTo(command);
        command.SetAction(parsed =>
        {
            using EventHistory history = EventHistory.Open(parsed.GetRequiredValue(filter.File));
            using var printer = new EventPrinter(parsed.GetValue(json));
            if (parsed.GetValue(refused))
            {
                foreach (RefusedRecord record in history.Refused(filter.From(parsed)))
                    printer.Print(record);
                return ExitCodes.Done;
            }

            IEnumerable<HistoryRecord> events = parsed.GetValue(limit) is { } most
                ? history.Events(filter.From(parsed), newestFirst: true).Take(most).Reverse()
                : history.Events(filter.From(parsed));
            foreach (HistoryRecord record in events)
                printer.Print(record);
            return ExitCodes.Done;
        });
        return command;
    }
}
