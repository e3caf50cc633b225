using System.CommandLine;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Cli.Commands.Events;

/// <summary><c>videodyn events tail</c>.</summary>
internal static class TailCommand
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var filter = new FilterOptions();
        var limit = new Option<int>("--limit", "-n") { Description = "Begin with this many that are there already.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Print the documents, one a line." };
        var command = new Command("tail", """
            Print the last events of an outbox, and new ones as they come, until Ctrl-C.

            Examples:
              videodyn events tail results/outbox.db
              videodyn events tail results/outbox.db -n 0 --json --type videodyn.tripwire.crossed
            """)
        { limit, json };
        filter.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            using EventHistory history = EventHistory.Open(parsed.GetRequiredValue(filter.File));
            using var printer = new EventPrinter(parsed.GetValue(json));
            EventFilter wanted = filter.From(parsed);
            long last = history.LastSequence;
            foreach (HistoryRecord record in history.Events(wanted, newestFirst: true).Where(record => record.Sequence <= last).Take(parsed.GetValue(limit)).Reverse())
                printer.Print(record);
            await FollowAsync(history, printer, wanted, last, interruption.Token);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task FollowAsync(EventHistory history, EventPrinter printer, EventFilter wanted, long last, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_look);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                long newest = history.LastSequence;
                if (newest <= last)
                    continue;
                foreach (HistoryRecord record in history.Events(wanted with { After = last }))
                    printer.Print(record);
                last = newest;
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever follows ends it this way.
        }
    }
}
