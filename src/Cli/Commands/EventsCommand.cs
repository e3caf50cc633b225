using System.CommandLine;
using VideoDyn.Cli.Commands.Events;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn events</c>: the history of events in an outbox.</summary>
internal static class EventsCommand
{
    public static Command Create() => new("events", """
        Look into an outbox, send events again, or remove them; also while a run uses it.

        Examples:
          videodyn events list results/outbox.db --type "videodyn.zone.*"
          videodyn events tail results/outbox.db
          videodyn events replay results/outbox.db --sink https://example.org/hook
          videodyn events purge results/outbox.db --until 2026-05-01
        """)
    {
        ListCommand.Create(),
        TailCommand.Create(),
        ReplayCommand.Create(),
        PurgeCommand.Create(),
    };
}
