using System.Globalization;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Delivering;

/// <summary>The delivery of events of one command, with what is printed about it.</summary>
internal sealed class DeliverySession : IAsyncDisposable
{
    // Whoever ends a run wants it to end; a run that is over has time to deliver.
    private static readonly TimeSpan s_interrupted = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_finished = TimeSpan.FromSeconds(15);
    private readonly Action<string>? _say;

    private DeliverySession(EventDelivery delivery, Action<string>? say) => (Delivery, _say) = (delivery, say);

    public EventDelivery Delivery { get; }

    /// <summary>Opens the outbox and starts to deliver.</summary>
    /// <param name="sinks">The sinks.</param>
    /// <param name="options">How.</param>
    /// <param name="say">Prints a line for people, without secrets; null for a quiet command.</param>
    public static async Task<DeliverySession> OpenAsync(IReadOnlyList<HostedSink> sinks, DeliveryOptions options, Action<string>? say) =>
        new(await EventDelivery.OpenAsync(sinks, options with { OnChange = say is null ? null : status => say(Describe(status)) }), say);

    /// <summary>Makes the sinks of addresses.</summary>
    public static async Task<HostedSink[]> SinksAsync(IReadOnlyList<string> addresses)
    {
        List<HostedSink> sinks = [];
        try
        {
            foreach (string address in addresses)
                sinks.Add(new HostedSink(CliSinks.Factories.Create(address)));
            return [.. sinks];
        }
        catch
        {
            foreach (HostedSink sink in sinks)
                await sink.Sink.DisposeAsync();
            throw;
        }
    }

    /// <summary>Delivers what is left, as far as it goes, and tells what waits.</summary>
    /// <param name="report">Where the sums are printed; null for a quiet command.</param>
    /// <param name="cancellationToken">Whether the user wants an end.</param>
    public async Task StopAsync(TextWriter? report, CancellationToken cancellationToken)
    {
        bool interrupted = cancellationToken.IsCancellationRequested;
        IReadOnlyList<SinkStatus> sinks = interrupted
            ? await Delivery.StopAsync(s_interrupted, CancellationToken.None)
            : await Delivery.StopAsync(s_finished, cancellationToken);
        report?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"outbox {Delivery.Path}: {Delivery.Outbox.Stored} new events, {Delivery.Outbox.Known} known already"));
        foreach (SinkStatus sink in sinks)
        {
            report?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {sink.Name}: {sink.Sent} delivered{(sink.Refused > 0 ? $", {sink.Refused} refused" : "")}"));
            if (sink.Pending > 0)
                _say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"warning: {sink.Pending} events for {sink.Name} wait in {Delivery.Path} for the next start{(sink.Error is null ? "" : $": {sink.Error}")}"));
        }

        if (Delivery.Outbox.Lost > 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"videodyn: warning: {Delivery.Outbox.Lost} events were lost because the outbox had no room{(Delivery.Outbox.Problem is null ? "" : $": {Delivery.Outbox.Problem}")}"));
    }

    public ValueTask DisposeAsync() => Delivery.DisposeAsync();

    private static string Describe(SinkStatus sink) => sink.Error is null
        ? $"sink {sink.Name}: takes events again"
        : $"sink {sink.Name}: {sink.Error}; its events wait in the outbox";
}
