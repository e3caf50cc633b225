using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;

namespace VideoDyn.Pipeline.Running;

/// <summary>
/// The flow of one stream: read, decide, analyze, tell the observers. One thread, no queue: a file waits for its reader
/// and loses nothing.
/// </summary>
public sealed class StreamRun
{
    private readonly IFrameSource _source;
    private readonly IGate _gate;
    private readonly RegionPlan _region;
    private readonly IAnalyzer _analyzer;
    private readonly IFrameObserver[] _observers;
    private readonly FrameView _view;
    private long _offered;

    /// <summary>Puts the parts together; the caller keeps and disposes them.</summary>
    public StreamRun(
        IFrameSource source, IGate gate, RegionPlan region, IAnalyzer analyzer, IReadOnlyList<IFrameObserver> observers)
    {
        _source = source;
        _gate = gate;
        _region = region;
        _analyzer = analyzer;
        _observers = [.. observers];
        Clock = new StageClock();
        Totals = new RunTotals();
        _view = new FrameView(new Observations { Clock = Clock });
    }

    /// <summary>Where the time goes.</summary>
    public StageClock Clock { get; }

    /// <summary>Sums over the run so far; read them from the thread of the run or after it.</summary>
    public RunTotals Totals { get; }

    /// <summary>Runs until the stream ends or the token is cancelled.</summary>
    /// <returns>Whether the stream ended by itself; false when it was cancelled.</returns>
    /// <exception cref="VideoDynException">Input, model or output failed; the ledger is balanced all the same.</exception>
    public bool Run(CancellationToken cancellationToken)
    {
        try
        {
            while (Step(cancellationToken))
            {
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes the stream one frame further, for callers that let several streams take turns.</summary>
    /// <returns>Whether there was a frame; false at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="VideoDynException">Input, model or output failed; the ledger is balanced all the same.</exception>
    public bool Step(CancellationToken cancellationToken)
    {
        try
        {
            Clock.Enter(Stage.Decode);
            if (_source.Read(out FrameLease? frame, cancellationToken) == FrameReadStatus.EndOfStream)
                return false;
            using (frame)
                Process(frame!, _view, _offered++);
            return true;
        }
        finally
        {
            Clock.Enter(Stage.Rest);
        }
    }

    private void Process(FrameLease frame, FrameView view, long offered)
    {
        Clock.Enter(_gate.Stage);
        view.Frame = frame;
        view.Decision = _gate.Decide(offered, frame);
        Clock.Enter(Stage.Rest);
        switch (view.Decision.Outcome)
        {
            case GateOutcome.Analyze:
                Analyze(frame, view.Observations);
                break;
            case GateOutcome.Reuse:
                _source.Ledger.Reuse();
                break;
            default:
                _source.Ledger.Skip(view.Decision.Reason);
                break;
        }

        Totals.Add(view);
        foreach (IFrameObserver observer in _observers)
        {
            Clock.Enter(observer.Stage);
            observer.OnFrame(view);
        }

        Clock.Enter(Stage.Rest);
    }

    private void Analyze(FrameLease frame, Observations observations)
    {
        bool done = false;
        try
        {
            _analyzer.Analyze(frame, _region, observations);
            done = true;
        }
        finally
        {
            if (done)
                _source.Ledger.Analyze();
            else
                _source.Ledger.Fail(FailCauses.Inference);
        }
    }
}
