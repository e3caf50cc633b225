using VideoDyn.Actors;
using VideoDyn.Actors.Dispatch;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// Opens, reads and closes the stream of a camera on a thread of its own, because native calls block it. A file's reader
/// stops for breath when the queue is full; a camera's never does.
/// </summary>
internal sealed class ReaderActor(CameraLine line, int number) : Actor<ReaderTask>
{
    private IFrameSource? _source;
    private bool _sawPicture;

    public static Props<ReaderTask> Props(CameraLine line, int number) => Actors.Props.Create(() => new ReaderActor(line, number)) with
    {
        Dispatcher = Dispatcher.DedicatedThread,
        Capacity = 16,
    };

    protected override ValueTask Receive(ReaderTask message)
    {
        line.ReadingSince = Context.Time.GetTimestamp();
        try
        {
            switch (message)
            {
                case ReaderTask.Open:
                    line.Stream = line.Recipe.Open(line.Services, Context.Stopping);
                    line.Camera.Tell(new CameraMessage.Opened());
                    break;
                case ReaderTask.Connect:
                    _source = line.Stream!.Connect(Context.Stopping);
                    _sawPicture = false;
                    Context.Self.Tell(ReaderTask.Read);
                    break;
                default:
                    Read();
                    break;
            }
        }
        catch (OperationCanceledException) when (Context.Stopping.IsCancellationRequested)
        {
            // Asked to stop: PostStop closes the stream.
            return ValueTask.CompletedTask;
        }
        catch (VideoDynException error)
        {
            Disconnect(error);
        }
        catch (Exception error)
        {
            Disconnect(error);
            throw;
        }
        finally
        {
            line.ReadingSince = 0;
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Read()
    {
        if (_source is null)
            return; // a task from before the last outage
        StageClock clock = line.Stream!.ReaderClock;
        clock.Resume(Stage.Decode);
        FrameReadStatus status = _source.Read(out FrameLease? frame, Context.Stopping);
        clock.Enter(Stage.Rest);
        if (status == FrameReadStatus.EndOfStream)
        {
            Disconnect(null);
            return;
        }

        line.Stream.OnPicture(frame!);
        line.NotePicture(Context.Time.GetTimestamp());
        if (!_sawPicture)
        {
            _sawPicture = true;
            line.Camera.Tell(new CameraMessage.FirstPicture(number));
        }

        bool announce = false;
        PutResult result = line.ReaderNumber == number ? line.Queue.Put(frame!, out announce) : PutResult.Refused;
        if (announce)
            line.Gate.Tell(GateSignal.FrameReady);
        if (result == PutResult.Room)
            Context.Self.Tell(ReaderTask.Read);
        else if (result == PutResult.Refused) // the camera ends, or gave this reader up for stuck
            line.Drop(frame!, DropCauses.Interrupted);
    }

    private void Disconnect(Exception? error)
    {
        // Closing books what was still inside the decoder, so that the account is complete when the camera hears of it.
        Close();
        line.Camera.Tell(new CameraMessage.Disconnected(number, error));
    }

    private void Close()
    {
        _source?.Dispose();
        _source = null;
    }
}
