using System.Diagnostics.Metrics;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>The metrics of outbox and sinks, read when somebody scrapes. docs/outbox.md lists names and units.</summary>
public sealed class SinkMetrics : IDisposable
{
    private static readonly SinkState[] s_states = Enum.GetValues<SinkState>();
    private readonly Meter _meter;
    private readonly EventDelivery _delivery;

    /// <summary>Creates the instruments.</summary>
    public SinkMetrics(EventDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        _delivery = delivery;
        _meter = new Meter(new MeterOptions(Telemetry.MeterName) { Version = typeof(SinkMetrics).Assembly.GetName().Version?.ToString(3) });
        _meter.CreateObservableGauge("videodyn.sink.up", () => Each(sink => sink.State == SinkState.Connected ? 1 : 0), null, "1 while the sink takes events.");
        _meter.CreateObservableGauge("videodyn.sink.state", States, null, "1 for the state of the sink's connection.");
        _meter.CreateObservableCounter("videodyn.sink.sent", () => Each(sink => sink.Sent), "{event}", "Events that the sink has confirmed.");
        _meter.CreateObservableCounter("videodyn.sink.refused", () => Each(sink => sink.Refused), "{event}", "Events that the sink will never take.");
        _meter.CreateObservableCounter("videodyn.sink.failures", () => Each(sink => sink.Failures), "{failure}", "Times that the sink could not be reached or broke off.");
        _meter.CreateObservableGauge("videodyn.sink.pending", () => Each(sink => sink.Pending), "{event}", "Events that wait for the sink.");
        _meter.CreateObservableCounter("videodyn.outbox.stored", () => _delivery.Outbox.Stored, "{event}", "Events written to the outbox.");
        _meter.CreateObservableCounter("videodyn.outbox.known", () => _delivery.Outbox.Known, "{event}", "Events that the outbox had already.");
        _meter.CreateObservableCounter("videodyn.outbox.lost", () => _delivery.Outbox.Lost, "{event}", "Events lost because there was no room.");
        _meter.CreateObservableGauge("videodyn.outbox.queued", () => _delivery.Outbox.Queued, "{event}", "Events in memory that are not on disk yet.");
        _meter.CreateObservableGauge("videodyn.outbox.size", () => _delivery.Outbox.Bytes, "By", "Bytes of the outbox in use.");
        _meter.CreateObservableGauge("videodyn.outbox.up", () => _delivery.Outbox.Problem is null ? 1 : 0, null, "1 while events can be written.");
    }

    /// <summary>Removes the instruments.</summary>
    public void Dispose() => _meter.Dispose();

    internal Meter Meter => _meter;

    private IEnumerable<Measurement<long>> Each(Func<SinkStatus, long> value) =>
        _delivery.Sinks().Select(sink => new Measurement<long>(value(sink), Name(sink)));

    private IEnumerable<Measurement<long>> States() =>
        from sink in _delivery.Sinks()
        from state in s_states
        select new Measurement<long>(sink.State == state ? 1 : 0, Name(sink), new("state", state.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> Name(SinkStatus sink) => new("sink", sink.Name);
}
