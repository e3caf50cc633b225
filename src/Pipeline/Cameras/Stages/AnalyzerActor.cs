using System.Runtime.ExceptionServices;
using VideoDyn.Actors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>Has frames analyzed by the inference pool, one at a time, and passes them on.</summary>
internal sealed class AnalyzerActor : Actor<AnalyzerMessage>
{
    private readonly CameraLine _line;
    private readonly Job _job;

    private AnalyzerActor(CameraLine line)
    {
        _line = line;
        _job = new Job(line);
    }

    public static Props<AnalyzerMessage> Props(CameraLine line) => Actors.Props.Create(() => new AnalyzerActor(line)) with
    {
        Capacity = 4,
        OnDropped = (message, _) => GiveUp(line, message),
    };

    protected override ValueTask Receive(AnalyzerMessage message)
    {
        if (!message.IsDone)
        {
            _job.Frame = message.Frame;
            _line.Pool.Tell(PoolMessage.Submit(_job));
        }
        else if (message.Error is { } error)
        {
            _line.Abandon(message.Frame, error);
            ExceptionDispatchInfo.Throw(error);
        }
        else
        {
            _line.Tracker.Tell(message.Frame);
        }

        return ValueTask.CompletedTask;
    }

    private static void GiveUp(CameraLine line, AnalyzerMessage message)
    {
        if (message.IsDone)
            message.Frame.Dispose();
        else
            line.Drop(message.Frame, DropCauses.Interrupted);
        line.Busy = false;
    }

    private sealed class Job(CameraLine line) : IInferenceJob
    {
        private readonly BatchedFrame _batched = new(line);

        public FrameLease? Frame { get; set; }

        public FairShare Share => line.Share;

        public void Execute()
        {
            // What waited for a worker may be old news by now.
            FrameLease frame = line.Queue.Freshest(Frame!);
            Frame = null;
            Exception? failure = null;
            try
            {
                line.Flow.Clock.Resume(Stage.Rest);
                if (_batched.TryBegin(frame))
                    return; // the rest comes when its crops have been run
            }
            catch (Exception error)
            {
                failure = error;
            }

            line.Analyzer.Tell(new AnalyzerMessage(frame, IsDone: true, failure));
        }

        public void GiveUp()
        {
            if (Frame is { } frame)
                line.Drop(frame, DropCauses.Interrupted);
            Frame = null;
            line.Busy = false;
        }
    }
}
