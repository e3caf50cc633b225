using VideoDyn.Actors;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>
/// The way of events out of the program: an outbox, and an actor for each sink that delivers from it. It starts whether or
/// not anybody can be reached, and ends in order: what can be delivered within a deadline is, the rest waits in the outbox.
/// </summary>
/// <remarks>Thread-safe. How it works is in docs/outbox.md.</remarks>
public sealed class EventDelivery : IAsyncDisposable
{
    private static readonly TimeSpan s_disposeDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private readonly ActorSystem _system;
    private readonly SinkLine[] _lines;
    private readonly EventOutbox _outbox;
    private bool _stopped;

    private EventDelivery(EventOutbox outbox, IReadOnlyList<HostedSink> sinks, DeliveryOptions options)
    {
        _outbox = outbox;
        _system = new ActorSystem(new ActorSystemOptions { Time = options.Keeping.Time });
        _lines = [.. sinks.Select(sink => new SinkLine(sink, outbox, options))];
        for (int index = 0; index < _lines.Length; index++)
            _system.Spawn(SinkActor.Props(_lines[index]), $"sink-{index}");
    }

    /// <summary>Where cameras hand their events over; not to be disposed.</summary>
    public IEventOutput Output => _outbox;

    /// <summary>Path of the outbox.</summary>
    public string Path => _outbox.Path;

    /// <summary>Where the outbox stands.</summary>
    public OutboxStatus Outbox => _outbox.Status;

    /// <summary>Opens the outbox and starts to deliver.</summary>
    /// <param name="sinks">The sinks, each with a name of its own; disposed with the delivery, also when this fails.</param>
    /// <param name="options">How.</param>
    /// <exception cref="VideoDynException">The outbox cannot be used, or two sinks have one name.</exception>
    public static async Task<EventDelivery> OpenAsync(IReadOnlyList<HostedSink> sinks, DeliveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            options.Validate();
            string[] names = [.. sinks.Select(sink => sink.Sink.Name)];
            if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw VideoDynException.Configuration($"sink '{twice.Key}' is there twice; every sink needs a name of its own");
            return new EventDelivery(EventOutbox.Open(options.Outbox, names, options.Keeping), sinks, options);
        }
        catch
        {
            foreach (HostedSink sink in sinks)
                await sink.Sink.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where each sink stands.</summary>
    public IReadOnlyList<SinkStatus> Sinks() => [.. _lines.Select(line => line.Status())];

    /// <summary>From now on no camera waits for room, whatever the policy: call it before cameras are asked to end.</summary>
    public void StopBlocking() => _outbox.StopBlocking();

    /// <summary>
    /// Delivers what was handed over so far, as far as the sinks take it within a deadline, and closes everything. Hand nothing
    /// over any more.
    /// </summary>
    /// <param name="deadline">How long sinks are waited for, also those that cannot be reached now.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>Where each sink stood at the end; what is pending waits in the outbox for the next start.</returns>
    public async Task<IReadOnlyList<SinkStatus>> StopAsync(TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        if (_stopped)
            return Sinks();
        _stopped = true;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(deadline);
            await DrainAsync(limit.Token).ConfigureAwait(false);
        }

        await _system.StopAsync(s_disposeDeadline).ConfigureAwait(false);
        foreach (SinkLine line in _lines)
            await CloseAsync(line).ConfigureAwait(false);
        IReadOnlyList<SinkStatus> end = Sinks();
        await _outbox.DisposeAsync().ConfigureAwait(false);
        return end;
    }

    /// <summary>Stops within five seconds.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(s_disposeDeadline).ConfigureAwait(false);

    private async Task DrainAsync(CancellationToken limit)
    {
        try
        {
            await _outbox.FlushAsync().WaitAsync(limit).ConfigureAwait(false);
            using var timer = new PeriodicTimer(s_look);
            while (_lines.Any(line => line.Status().Pending > 0))
                await timer.WaitForNextTickAsync(limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is left waits for the next start.
        }
    }

    // Whatever a sink does at its end, the others and the outbox are closed, too.
    private static async Task CloseAsync(SinkLine line)
    {
        try
        {
            await line.Sink.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            line.Failed($"closing: {error.Message}");
        }

        line.Stopped();
    }
}
