using System.Diagnostics.Metrics;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Observability;

/// <summary>
/// The metrics of all cameras. Nothing is counted here: every instrument is observed, from counters that the flow keeps
/// anyway, so that frames cost nothing more. docs/observability.md lists names and units.
/// </summary>
public sealed class CameraMetrics : IDisposable
{
    private static readonly Stage[] s_stages = Enum.GetValues<Stage>();
    private static readonly CameraState[] s_states = Enum.GetValues<CameraState>();
    private static readonly CircuitState[] s_circuits = Enum.GetValues<CircuitState>();
    private static readonly TimeSpan s_sampling = TimeSpan.FromSeconds(1);

    // Instruments are observed one by one; what belongs to one scrape is read once.
    private static readonly TimeSpan s_oneScrape = TimeSpan.FromMilliseconds(200);

    private readonly Func<IReadOnlyList<CameraReading>> _source;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly Dictionary<string, FrameRates> _rates = [];
    private readonly Lock _gate = new();
    private readonly Meter _meter;
    private readonly ITimer _sampler;
    private IReadOnlyList<CameraReading>? _last;
    private long _lastRead;

    /// <summary>Creates the instruments.</summary>
    /// <param name="read">Tells where every camera stands; called from any thread.</param>
    /// <param name="time">The clock of the rates; null for the system's.</param>
    public CameraMetrics(Func<IReadOnlyList<CameraReading>> read, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        _source = read;
        _time = time ?? TimeProvider.System;
        _began = _time.GetTimestamp();
        _meter = new Meter(new MeterOptions(Telemetry.MeterName) { Version = typeof(CameraMetrics).Assembly.GetName().Version?.ToString(3) });
        AddFrames();
        AddWork();
        AddStates();
        AuditMetrics.Add(_meter, Read);
        _sampler = _time.CreateTimer(_ => Sample(), null, TimeSpan.Zero, s_sampling);
    }

    /// <summary>Removes the instruments.</summary>
    public void Dispose()
    {
        _sampler.Dispose();
        _meter.Dispose();
    }

    /// <summary>The meter, for tests that must not see those of others.</summary>
    internal Meter Meter => _meter;

    private void AddFrames()
    {
        _meter.CreateObservableCounter("videodyn.frames.received", () => Each(ledger => ledger.Received), "{frame}", "Video packets delivered by the source.");
        _meter.CreateObservableCounter("videodyn.frames", Outcomes, "{frame}", "Frames by outcome and cause; with those in flight they are the received ones.");
        _meter.CreateObservableGauge("videodyn.frames.in_flight", () => Each(ledger => ledger.InFlight), "{frame}", "Frames without an outcome yet.");
        _meter.CreateObservableCounter("videodyn.frames.decoded", () => Each(ledger => ledger.Decoded), "{frame}", "Pictures delivered by the decoder.");
        _meter.CreateObservableCounter("videodyn.frames.audited", () => Each(ledger => ledger.Audited), "{frame}", "Frames that were also run dense.");
        _meter.CreateObservableGauge("videodyn.camera.fps", () => Rates(rates => rates.Received), "{frame}/s", "Frames received per second over the last 10 seconds.");
        _meter.CreateObservableGauge("videodyn.camera.process_fps", () => Rates(rates => rates.Analyzed), "{frame}/s", "Frames analyzed per second over the last 10 seconds.");
        _meter.CreateObservableGauge("videodyn.camera.skipped_fps", () => Rates(rates => rates.Skipped), "{frame}/s", "Frames per second that the gate skipped or reused over the last 10 seconds.");
    }

    private void AddWork()
    {
        _meter.CreateObservableCounter("videodyn.stage", () => Stages((reading, stage) => reading.Wall(stage)), "s", "Wall-clock time by stage.");
        _meter.CreateObservableCounter("videodyn.stage_cpu", () => Stages((reading, stage) => reading.Cpu(stage)), "s", "Processor time by stage.");
        _meter.CreateObservableCounter("videodyn.macs", () => Totals(reading => reading.Totals!.Macs), "{mac}", "Multiply-accumulates executed.");
        _meter.CreateObservableCounter("videodyn.dense_frames", () => Totals(reading => reading.Totals!.ExecutedShareSum), "{frame}", "Work executed, in frames of dense work.");
        _meter.CreateObservableCounter("videodyn.objects", () => Totals(reading => reading.Totals!.Objects), "{object}", "Detections in analyzed frames.");
        _meter.CreateObservableCounter("videodyn.frames.truncated", () => Totals(reading => reading.Totals!.TruncatedFrames), "{frame}", "Analyzed frames in which a cap cut candidates off.");
    }

    private void AddStates()
    {
        _meter.CreateObservableGauge("videodyn.cameras", () => Read().Count, "{camera}", "Cameras that have not ended.");
        _meter.CreateObservableGauge("videodyn.camera.up", () => All(reading => reading.Status.State == CameraState.Running ? 1 : 0), null, "1 while frames come.");
        _meter.CreateObservableGauge("videodyn.camera.state", () => OneOf(s_states, reading => reading.Status.State), null, "1 for the state in which the camera is.");
        _meter.CreateObservableGauge("videodyn.camera.circuit_state", () => OneOf(s_circuits, reading => reading.Status.Circuit), null, "1 for the state of a live camera's connection.");
        _meter.CreateObservableCounter("videodyn.camera.outages", () => All(reading => reading.Status.Outages), "{outage}", "Connections of a live camera that ended or could not be made.");
    }

    private void Sample()
    {
        IReadOnlyList<CameraReading> readings = _source();
        TimeSpan now = _time.GetElapsedTime(_began);
        lock (_gate)
        {
            foreach (CameraReading reading in readings)
            {
                if (reading.Status.Ledger is not { } ledger)
                    continue;
                if (!_rates.TryGetValue(reading.Status.Name, out FrameRates? rates))
                    _rates.Add(reading.Status.Name, rates = new FrameRates());
                rates.Add(now, ledger);
            }

            // A camera that is gone must not stand there with its last rate.
            foreach (string name in _rates.Keys.Except(readings.Select(reading => reading.Status.Name)).ToArray())
                _rates.Remove(name);
        }
    }

    private IReadOnlyList<CameraReading> Read()
    {
        lock (_gate)
        {
            if (_last is not null && _time.GetElapsedTime(_lastRead) < s_oneScrape)
                return _last;
            _lastRead = _time.GetTimestamp();
            return _last = _source();
        }
    }

    private Measurement<double>[] Rates(Func<FrameRates, double> value)
    {
        lock (_gate)
            return [.. _rates.Select(pair => new Measurement<double>(value(pair.Value), Camera(pair.Key)))];
    }

    private IEnumerable<Measurement<long>> Each(Func<LedgerSnapshot, long> value) =>
        from reading in Read()
        where reading.Status.Ledger is not null
        select new Measurement<long>(value(reading.Status.Ledger!), Camera(reading.Status.Name));

    private IEnumerable<Measurement<long>> All(Func<CameraReading, long> value) =>
        Read().Select(reading => new Measurement<long>(value(reading), Camera(reading.Status.Name)));

    private IEnumerable<Measurement<T>> Totals<T>(Func<CameraReading, T> value)
        where T : struct =>
        Read().Where(reading => reading.Totals is not null).Select(reading => new Measurement<T>(value(reading), Camera(reading.Status.Name)));

    private IEnumerable<Measurement<long>> OneOf<T>(T[] states, Func<CameraReading, T?> state)
        where T : struct, Enum =>
        from reading in Read()
        let now = state(reading)
        where now is not null
        from one in states
        select new Measurement<long>(
            EqualityComparer<T>.Default.Equals(one, now.Value) ? 1 : 0, Camera(reading.Status.Name), new("state", one.ToString().ToLowerInvariant()));

    private IEnumerable<Measurement<double>> Stages(Func<CameraReading, Stage, TimeSpan> value) =>
        from reading in Read()
        where reading.Clocks.Count > 0
        from stage in s_stages
        select new Measurement<double>(value(reading, stage).TotalSeconds, Camera(reading.Status.Name), new("stage", stage.ToString().ToLowerInvariant()));

    private IEnumerable<Measurement<long>> Outcomes()
    {
        foreach (CameraReading reading in Read())
        {
            if (reading.Status.Ledger is not { } ledger)
                continue;
            KeyValuePair<string, object?> camera = Camera(reading.Status.Name);
            yield return Outcome(ledger.Analyzed, camera, "analyzed", "");
            yield return Outcome(ledger.Reused, camera, "reused", "");
            foreach ((string reason, long count) in ledger.Skipped)
                yield return Outcome(count, camera, "skipped", reason);
            foreach ((string cause, long count) in ledger.Dropped)
                yield return Outcome(count, camera, "dropped", cause);
            foreach ((string cause, long count) in ledger.Failed)
                yield return Outcome(count, camera, "failed", cause);
        }
    }

    private static Measurement<long> Outcome(long count, KeyValuePair<string, object?> camera, string outcome, string cause) =>
        new(count, camera, new("outcome", outcome), new("cause", cause));

    private static KeyValuePair<string, object?> Camera(string name) => new("camera", name);
}
