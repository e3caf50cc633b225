using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>An opened job: its session with its outputs.</summary>
internal sealed class JobStream(AnalysisSession session, string name) : CameraStream
{
    private FrameFlow? _flow;
    private IEventOutput? _sink;
    private EventPublisher? _publisher;
    private JobFiles? _files;
    private IFrameObserver? _extra;
    private FrameTelemetry? _telemetry;
    private Action<CircuitChange>? _onCircuitChange;
    private bool _startKnown;

    public AnalysisSession Session => session;

    public override FrameLedger Ledger => session.Source.Ledger;

    public override SourceInfo Info => session.Source.Info;

    public override AuditRecord? Audit => session.Auditor?.Record;

    public override FrameFlow Flow => _flow!;

    /// <summary>The totals and times; null where the outputs could not be made.</summary>
    public FrameFlow? FlowOrNone => _flow;

    /// <summary>Events published.</summary>
    public long Events => _publisher?.Count ?? 0;

    /// <summary>What was recorded of events; null when nothing was asked for.</summary>
    public RecordingCounts? Recorded => _publisher?.Recorded;

    public void MakeOutputs(RunJob job, Func<AnalysisSession, IFrameObserver?> follow)
    {
        _sink = job.CreateSink();
        _publisher = job.CreatePublisher(session, _sink);
        session.Actions?.Tell(_publisher.Recognized);
        _onCircuitChange = job.OnCircuitChange;
        _startKnown = job.Options.StartTime is not null;
        _files = job.CreateFiles(session);
        _extra = follow(session);
        _flow = session.CreateFlow(
            [_publisher, .. _files.Observers, .. _extra is null ? [] : new[] { _extra }, _telemetry = new FrameTelemetry(name)], new StageClock(ProcessorScope.Thread));
    }

    public override IFrameSource Connect(CancellationToken cancellationToken) =>
        session.Source is LiveLink link ? link.Connect(cancellationToken) : session.Source;

    // Runs before the frame is handed on, so that its events already know the instant of stream time 0.
    public override void OnPicture(FrameLease frame)
    {
        if (_startKnown || session.Source is not LiveLink { Epoch: { } epoch })
            return;
        _publisher!.StartTime = epoch;
        _startKnown = true;
    }

    public override void Reset()
    {
        _publisher!.Interrupt();
        session.Reset(_flow!);
    }

    public override void OnCircuit(CircuitChange change, DateTimeOffset now)
    {
        _onCircuitChange?.Invoke(change);
        if (change is CircuitChange.Lost lost)
            _publisher!.Lost(now, lost.Reason);
        else if (change is CircuitChange.Restored restored)
            _publisher!.Restored(now, restored.Gap, restored.Attempts);
    }

    public override void Complete()
    {
        session.Actions?.Complete(_flow!.Clock);
        _publisher!.Complete();
    }

    // Each in turn, also when one fails: the first failure is the one to report.
    public override void CloseOutputs()
    {
        using IEventOutput? sink = _sink;
        using EventPublisher? publisher = _publisher;
        using JobFiles? files = _files;
        using FrameTelemetry? telemetry = _telemetry;
        (_extra as IDisposable)?.Dispose();
    }

    public override void Dispose() => session.Dispose();
}
