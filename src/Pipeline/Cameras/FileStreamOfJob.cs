using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>An opened file with the outputs of its job.</summary>
internal sealed class FileStreamOfJob(AnalysisSession session) : CameraStream
{
    private FrameFlow? _flow;
    private IEventSink? _sink;
    private EventPublisher? _publisher;
    private JobFiles? _files;
    private IFrameObserver? _extra;

    public AnalysisSession Session => session;

    public override FrameLedger Ledger => session.Source.Ledger;

    public override FrameFlow Flow => _flow!;

    /// <summary>The totals and times; null where the outputs could not be made.</summary>
    public FrameFlow? FlowOrNone => _flow;

    /// <summary>Events published.</summary>
    public long Events => _publisher?.Count ?? 0;

    public void MakeOutputs(RunJob job, Func<AnalysisSession, IFrameObserver?> follow)
    {
        _sink = job.CreateSink();
        _publisher = new EventPublisher(job.Context(session), _sink);
        _files = job.CreateFiles(session);
        _extra = follow(session);
        _flow = session.CreateFlow(
            [_publisher, .. _files.Observers, .. _extra is null ? [] : new[] { _extra }], new StageClock(ProcessorScope.Thread));
    }

    public override IFrameSource Connect(CancellationToken cancellationToken) => session.Source;

    public override void Reset() => throw new InvalidOperationException("a file has no outage");

    public override void Complete() => _publisher!.Complete();

    // Each in turn, also when one fails: the first failure is the one to report.
    public override void CloseOutputs()
    {
        using IEventSink? sink = _sink;
        using EventPublisher? publisher = _publisher;
        using JobFiles? files = _files;
        (_extra as IDisposable)?.Dispose();
    }

    public override void Dispose() => session.Dispose();
}
