using VideoDyn.Actors;
using VideoDyn.Actors.Dispatch;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>Takes the tracks of a camera to each frame that comes by.</summary>
internal sealed class TrackerActor(CameraLine line) : Actor<FrameLease>
{
    public static Props<FrameLease> Props(CameraLine line) => Actors.Props.Create(() => new TrackerActor(line)) with
    {
        Capacity = 2,
        Dispatcher = line.Recipe.HasHeavyTracking ? Dispatcher.DedicatedThread : null,
        OnDropped = (frame, _) =>
        {
            frame.Dispose();
            line.Busy = false;
        },
    };

    protected override ValueTask Receive(FrameLease message)
    {
        try
        {
            line.Flow.Clock.Resume(Stage.Rest);
            line.Flow.Track(message);
        }
        catch (Exception error)
        {
            line.Abandon(message, error);
            throw;
        }

        line.Publisher.Tell(new PublisherMessage(message));
        return ValueTask.CompletedTask;
    }
}
