using VideoDyn.Core.Analysis;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>A camera whose connections, gate, analyzer and observers a test makes; keeps what happened to it.</summary>
internal sealed class ScriptedCamera(string name, bool isLive, Func<int, FrameLedger, IFrameSource> connect) : CameraRecipe(name)
{
    private readonly Recorder _recorder = new();

    public FrameLedger Ledger { get; init; } = new();

    public IGate Gate { get; init; } = new AllGate();

    public IAnalyzer Analyzer { get; init; } = new TestKit.ScriptedAnalyzer(_ => []);

    public IFrameObserver? Observer { get; init; }

    public Exception? OpenFails { get; init; }

    public Exception? CompleteFails { get; init; }

    /// <summary>Told when what was seen is to be forgotten.</summary>
    public Action? OnReset { get; init; }

    public TimeSpan Stall { get; init; } = Timeout.InfiniteTimeSpan;

    public ReconnectOptions Pauses { get; init; } = new() { Jitter = 0 };

    /// <summary>Index of every published frame.</summary>
    public List<long> Published => _recorder.Published;

    public List<CircuitChange> Changes { get; } = [];

    public int Connections { get; private set; }

    public int Resets { get; private set; }

    public int Completed { get; private set; }

    public int Closed { get; private set; }

    public int Disposed { get; private set; }

    public FrameFlow? Flow { get; private set; }

    internal override bool IsLive => isLive;

    internal override ReconnectOptions Reconnect => Pauses;

    internal override TimeSpan StallLimit(bool seesPictures) => Stall;

    internal override CameraStream Open(CameraServices services, CancellationToken cancellationToken)
    {
        if (OpenFails is not null)
            throw OpenFails;
        IFrameObserver[] observers = Observer is null ? [_recorder] : [Observer, _recorder];
        Flow = new FrameFlow(Ledger, Gate, new DenseRegion(), Analyzer, observers, clock: new StageClock(ProcessorScope.Thread));
        return new Stream(this);
    }

    private sealed class Stream(ScriptedCamera camera) : CameraStream
    {
        public override FrameLedger Ledger => camera.Ledger;

        public override FrameFlow Flow => camera.Flow!;

        public override IFrameSource Connect(CancellationToken cancellationToken) => camera.Connect(camera.Connections++, camera.Ledger);

        public override void Reset()
        {
            camera.Resets++;
            camera.OnReset?.Invoke();
        }

        public override void OnCircuit(CircuitChange change, DateTimeOffset now) => camera.Changes.Add(change);

        public override void Complete()
        {
            camera.Completed++;
            if (camera.CompleteFails is not null)
                throw camera.CompleteFails;
        }

        public override void CloseOutputs() => camera.Closed++;

        public override void Dispose() => camera.Disposed++;
    }

    private Func<int, FrameLedger, IFrameSource> Connect { get; } = connect;

    private sealed class Recorder : IFrameObserver
    {
        public List<long> Published { get; } = [];

        public Stage Stage => Stage.Events;

        public void OnFrame(FrameView view) => Published.Add(view.Frame.Index);
    }
}
