using Microsoft.Extensions.Logging;
using VideoDyn.Actors;
using VideoDyn.Actors.Supervision;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// The parent of one camera's stages and the owner of its state: begins, ends, and decides what a failure means. Frames
/// never come here.
/// </summary>
internal sealed class CameraActor : Actor<CameraMessage>
{
    private const int MostFailuresInARow = 50;

    private readonly CameraRun _run;
    private readonly CameraLine _line;
    private readonly CameraServices _services;
    private Reconnection? _reconnection;
    private Exception? _error;
    private long _analyzedAtFailure = -1;
    private int _failuresInARow;
    private bool _interrupted;
    private bool _ending;
    private bool _connected;

    private CameraActor(CameraRun run, CameraServices services, IActorRef<PoolMessage> pool)
    {
        _run = run;
        _services = services;
        _line = new CameraLine(run.Recipe, services) { Pool = pool };
    }

    // Stages hold nothing of their own, so a failed one is simply replaced; whether the camera goes on is decided here.
    public static Props<CameraMessage> Props(CameraRun run, CameraServices services, IActorRef<PoolMessage> pool) =>
        Actors.Props.Create(() => new CameraActor(run, services, pool)) with
        {
            ChildStrategy = new OneForOneStrategy { MaxRestarts = SupervisorStrategy.Unlimited },
            ChildStopOrder = ChildStopOrder.LastFirst,
        };

    private ILogger Log => _services.Log;

    protected override ValueTask PreStart()
    {
        _run.Recipe.LogStart(Log);
        // Consumers first: stages stop in the opposite order, so that nothing is sent to the dead.
        _line.Camera = Context.Self;
        _line.Publisher = Context.Spawn(PublisherActor.Props(_line), "publisher");
        _line.Tracker = Context.Spawn(TrackerActor.Props(_line), "tracker");
        _line.Analyzer = Context.Spawn(AnalyzerActor.Props(_line), "analyzer");
        _line.Gate = Context.Spawn(GateActor.Props(_line), "gate");
        _line.Reader = Context.Spawn(ReaderActor.Props(_line, number: 0), "reader");
        _line.Reader.Tell(ReaderTask.Open);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask Receive(CameraMessage message)
    {
        switch (message)
        {
            case CameraMessage.Opened:
                Opened();
                break;
            case CameraMessage.FirstPicture first:
                _run.State = _ending ? _run.State : CameraState.Running;
                if (first.Reader == _line.ReaderNumber)
                    FirstPicture();
                break;
            case CameraMessage.Disconnected lost when _line.ReaderNumber == lost.Reader:
                Disconnected(lost.Error);
                break;
            case CameraMessage.ConnectNow connect when !_ending:
                _reconnection!.Connect(connect.HasPlace);
                break;
            case CameraMessage.Tick when !_ending:
                _reconnection!.Watch();
                break;
            case CameraMessage.StepFailed failed:
                StepFailed(failed.Error);
                break;
            case CameraMessage.Stop:
                _interrupted |= !_ending;
                End(null, dropQueued: true);
                break;
            case CameraMessage.Drained:
                CloseOutputs();
                break;
            case CameraMessage.Closed closed:
                _error ??= closed.Error;
                Context.Stop(Context.Self);
                break;
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        // Cut short while a worker still computes on it, the model must outlive this camera.
        if (!_line.Busy)
            _line.Stream?.Dispose();
        // Nobody asked it to end: it never came as far as being able to say what is wrong.
        if (!_ending)
            _error ??= new InvalidOperationException($"camera '{_run.Recipe.Name}' could not be started");
        _run.Stream ??= _line.Stream;
        _run.Error ??= _error;
        if (_error is not null)
            Log.Failed(_run.Recipe.Name, _error.Message);
        if (_run.Stream?.Ledger.Snapshot() is { } account)
            Log.Ended(_run.Recipe.Name, account.Received, account.Analyzed, account.Dropped.Values.Sum(), account.Failed.Values.Sum());
        _run.End(new CameraOutcome(_error, _interrupted));
        return ValueTask.CompletedTask;
    }

    private void Opened()
    {
        _run.Stream = _line.Stream;
        if (_ending)
            return;
        if (_run.Recipe.IsLive)
        {
            _reconnection = new Reconnection(_line, Context, _run, _services.Connections);
            _reconnection.Begin();
        }
        else
        {
            _line.Reader.Tell(ReaderTask.Connect);
        }
    }

    private void FirstPicture()
    {
        if (!_connected && _line.Stream?.Info is { } info)
            Log.Connected(_run.Recipe.Name, info.Width, info.Height, info.Codec);
        _connected = true;
        _reconnection?.FirstPicture();
    }

    private void Disconnected(Exception? error)
    {
        // A recording is over, and what was read before still counts; so is a camera that nothing can bring back.
        if (_ending || _reconnection is null || !_reconnection.TryRecover(error))
            End(error, dropQueued: false);
    }

    // A recording that is not analyzed whole has failed. A camera goes on with the next frame, unless every one fails.
    private void StepFailed(Exception error)
    {
        _run.Error = error;
        Log.StepFailed(_run.Recipe.Name, error.Message);
        long analyzed = _line.Flow.Totals.Analyzed;
        _failuresInARow = analyzed == _analyzedAtFailure ? _failuresInARow + 1 : 1;
        _analyzedAtFailure = analyzed;
        if (_reconnection is null || _failuresInARow >= MostFailuresInARow || error is VideoDynException { Kind: ErrorKind.Output })
            End(error, dropQueued: true);
    }

    private void End(Exception? error, bool dropQueued)
    {
        _error ??= error;
        _run.Error ??= error;
        _ending = true;
        _run.State = CameraState.Ending;
        _reconnection?.End();
        Context.Stop(_line.Reader);
        _line.Queue.Close();
        if (dropQueued)
            _line.Queue.Clear(GiveUp);
        _line.Gate.Tell(GateSignal.FrameReady);
    }

    private void GiveUp(FrameLease frame) => _line.Drop(frame, DropCauses.Interrupted);

    private void CloseOutputs()
    {
        if (_line.Stream is null)
        {
            Context.Stop(Context.Self);
            return;
        }

        bool failed = _error is not null;
        IActorRef<CameraMessage> camera = Context.Self;
        _line.Publisher.Tell(new PublisherMessage(null, stream => camera.Tell(new CameraMessage.Closed(Close(stream, failed)))));
    }

    private static Exception? Close(CameraStream stream, bool failed)
    {
        Exception? error = null;
        try
        {
            if (!failed)
                stream.Complete();
        }
        catch (Exception inner)
        {
            error = inner;
        }

        try
        {
            stream.CloseOutputs();
        }
        catch (Exception inner)
        {
            error ??= inner;
        }

        return error;
    }
}
