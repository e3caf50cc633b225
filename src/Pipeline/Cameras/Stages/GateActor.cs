using VideoDyn.Actors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// Lets one frame at a time through, in order: the gate's decision about the next one depends on what became of this one.
/// </summary>
internal sealed class GateActor(CameraLine line) : Actor<GateSignal>
{
    private readonly Action<CameraStream> _reset = stream =>
    {
        try
        {
            stream.Reset();
        }
        finally
        {
            line.Busy = false;
            line.Gate.Tell(GateSignal.FrameDone);
        }
    };

    private readonly bool _inStep = line.Recipe.IsInStep;
    private bool _drainedTold;
    private bool _readerWaits;

    public static Props<GateSignal> Props(CameraLine line) => Actors.Props.Create(() => new GateActor(line)) with { Capacity = 16 };

    protected override ValueTask Receive(GateSignal message)
    {
        if (message == GateSignal.FrameReady)
            line.Queue.Heard();
        if (!line.Busy)
            TakeNext();
        return ValueTask.CompletedTask;
    }

    private void TakeNext()
    {
        if (line.ResetAsked)
        {
            // On the publisher's thread, because objects that were in view leave; until then no frame passes.
            line.ResetAsked = false;
            line.Busy = true;
            line.Publisher.Tell(new PublisherMessage(null, _reset));
            return;
        }

        FrameLease? frame = line.Queue.Take(out bool wakeReader);
        if ((wakeReader && !_inStep) || (frame is null && _readerWaits))
            line.Reader.Tell(ReaderTask.Read);
        _readerWaits = wakeReader && _inStep;
        if (frame is not null)
        {
            Decide(frame);
        }
        else if (line.Queue.IsDrained && !_drainedTold)
        {
            _drainedTold = true;
            line.Camera.Tell(new CameraMessage.Drained());
        }
    }

    private void Decide(FrameLease frame)
    {
        line.Busy = true;
        try
        {
            line.Flow.Clock.Resume(Stage.Rest);
            if (line.Flow.Decide(frame))
                line.Analyzer.Tell(new AnalyzerMessage(frame));
            else
                line.Tracker.Tell(frame);
        }
        catch (Exception error)
        {
            line.Abandon(frame, error);
            throw;
        }
    }
}
