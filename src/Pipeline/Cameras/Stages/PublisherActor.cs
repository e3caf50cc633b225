using VideoDyn.Actors;
using VideoDyn.Actors.Dispatch;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>Tells the observers of a camera about each frame, and writes the end of its outputs.</summary>
internal sealed class PublisherActor(CameraLine line) : Actor<PublisherMessage>
{
    public static Props<PublisherMessage> Props(CameraLine line) => Actors.Props.Create(() => new PublisherActor(line)) with
    {
        Capacity = 64,
        Dispatcher = line.Recipe.HasHeavyOutputs ? Dispatcher.DedicatedThread : null,
        OnDropped = (message, _) =>
        {
            message.Frame?.Dispose();
            line.Busy = line.Busy && message.Frame is null;
        },
    };

    protected override ValueTask Receive(PublisherMessage message)
    {
        if (message.Frame is { } frame)
            Publish(frame);
        else
            Publish(message.Note!);
        return ValueTask.CompletedTask;
    }

    private void Publish(Action<CameraStream> note)
    {
        try
        {
            note(line.Stream!);
        }
        catch (Exception error)
        {
            line.Camera.Tell(new CameraMessage.StepFailed(error));
            throw;
        }
    }

    private void Publish(FrameLease frame)
    {
        try
        {
            line.Flow.Clock.Resume(Stage.Rest);
            line.Flow.Publish(frame);
        }
        catch (Exception error)
        {
            line.Abandon(frame, error);
            throw;
        }

        line.Finish(frame);
    }
}
