using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Pipeline.Running;

/// <summary>
/// The flow of one stream on the caller's thread: read, decide, analyze, tell the observers. No queue: a file waits for
/// its reader and loses nothing. Cameras side by side are in <see cref="Cameras.CameraHost"/>.
/// </summary>
public sealed class StreamRun
{
    private readonly IFrameSource _source;
    private readonly FrameFlow _flow;

    /// <summary>Puts the parts together; the caller keeps and disposes them.</summary>
    public StreamRun(
        IFrameSource source, IGate gate, IRegionPolicy region, IAnalyzer analyzer, IReadOnlyList<IFrameObserver> observers,
        FrameTracker? tracker = null, PacketGate? rest = null, Auditor? auditor = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _flow = new FrameFlow(source.Ledger, gate, region, analyzer, observers, tracker, rest: rest, auditor: auditor);
    }

    /// <summary>Where the time goes.</summary>
    public StageClock Clock => _flow.Clock;

    /// <summary>Sums over the run so far; read them from the thread of the run or after it.</summary>
    public RunTotals Totals => _flow.Totals;

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
            Clock.Enter(Stage.Rest);
            using (frame)
                Process(frame!);
            return true;
        }
        finally
        {
            Clock.Enter(Stage.Rest);
        }
    }

    private void Process(FrameLease frame)
    {
        if (_flow.Decide(frame))
            _flow.Analyze(frame);
        _flow.Track(frame);
        _flow.Publish(frame);
    }
}
