using System.CommandLine;
using System.Globalization;
using VideoDyn.Cli.Delivering;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Cli.Commands.Events;

/// <summary><c>videodyn events replay</c>.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var filter = new FilterOptions();
        var sink = new Option<string>("--sink") { Description = "Where to: an address, or with --config the name of a sink.", HelpName = "ADDRESS", Required = true };
        var config = new Option<string?>("--config", "-c") { Description = "Configuration that --sink names a sink of.", HelpName = "FILE" };
        var refused = new Option<bool>("--refused") { Description = "Send the dead letters." };
        var command = new Command("replay", """
            Send events of an outbox to a sink again, now. Their ids are the same as the first time. Where the sinks of a run
            stand does not change. Exit code 0 when all were confirmed, 5 when not.

            Examples:
              videodyn events replay results/outbox.db --sink https://example.org/hook --since 2026-05-01
              videodyn events replay results/outbox.db --sink file:again.jsonl --camera yard
              videodyn events replay results/outbox.db --config cameras.yaml --sink broker --refused
            """)
        { sink, config, refused };
        filter.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            using EventHistory history = EventHistory.Open(parsed.GetRequiredValue(filter.File));
            EventFilter wanted = filter.From(parsed);
            IEnumerable<OutgoingEvent> events = parsed.GetValue(refused)
                ? history.Refused(wanted).Select(record => record.Event.ToOutgoing()).DistinctBy(e => e.Sequence)
                : history.Events(wanted).Select(record => record.ToOutgoing());
            await using IEventSink target = ChosenSinks.One(parsed.GetRequiredValue(sink), parsed.GetValue(config));
            return await SendAsync(target, events, interruption.Token);
        });
        return command;
    }

    private static async Task<int> SendAsync(IEventSink sink, IEnumerable<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        long confirmed = 0;
        long refused = 0;
        var deliveries = new List<Delivery>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            limit.CancelAfter(s_limit);
            await sink.OpenAsync(limit.Token);
            foreach (OutgoingEvent[] batch in events.Chunk(sink.MaxBatch))
            {
                limit.CancelAfter(s_limit);
                deliveries.Clear();
                await sink.SendAsync(batch, deliveries, limit.Token);
                foreach ((OutgoingEvent e, Delivery delivery) in batch.Zip(deliveries))
                {
                    confirmed += delivery.IsConfirmed ? 1 : 0;
                    refused += delivery.IsConfirmed ? 0 : 1;
                    if (!delivery.IsConfirmed)
                        Console.Error.WriteLine($"videodyn: {e.Id}: {delivery.Refusal}");
                }
            }
        }
        catch (SinkUnavailableException error)
        {
            throw VideoDynException.Output(Sum($"; then: {error.Message}"), error);
        }
        catch (OperationCanceledException error)
        {
            throw VideoDynException.Output(Sum(cancellationToken.IsCancellationRequested ? "; then interrupted" : $"; then no answer within {s_limit.TotalSeconds} s"), error);
        }

        Console.Error.WriteLine(Sum(""));
        return refused == 0 ? ExitCodes.Done : ExitCodes.Output;

        string Sum(string rest) => string.Create(CultureInfo.InvariantCulture, $"{sink.Name}: {confirmed} confirmed, {refused} refused{rest}");
    }
}
