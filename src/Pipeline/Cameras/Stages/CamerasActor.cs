using VideoDyn.Actors;
using VideoDyn.Actors.Supervision;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the parent of all cameras is told.</summary>
/// <param name="Run">The camera.</param>
/// <param name="Stop">Whether it is to end; else it is to begin.</param>
internal readonly record struct CamerasMessage(CameraRun Run, bool Stop);

/// <summary>The parent of all cameras: one that fails beyond repair stops and leaves the others alone.</summary>
internal sealed class CamerasActor(CameraServices services, IActorRef<PoolMessage> pool) : Actor<CamerasMessage>
{
    private readonly Dictionary<CameraRun, IActorRef<CameraMessage>> _cameras = [];

    public static Props<CamerasMessage> Props(CameraServices services, IActorRef<PoolMessage> pool) =>
        Actors.Props.Create(() => new CamerasActor(services, pool)) with
        {
            Capacity = 100_000,
            ChildStopOrder = ChildStopOrder.Together,
            ChildStrategy = new OneForOneStrategy { Decider = _ => Directive.Stop },
        };

    protected override ValueTask Receive(CamerasMessage message)
    {
        if (!message.Stop)
        {
            IActorRef<CameraMessage> camera = Context.Spawn(CameraActor.Props(message.Run, services, pool), NameOf(message.Run));
            _cameras.Add(message.Run, camera);
            Context.Watch(camera);
        }
        else if (_cameras.TryGetValue(message.Run, out IActorRef<CameraMessage>? camera))
        {
            camera.Tell(new CameraMessage.Stop());
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask OnTerminated(Terminated terminated)
    {
        foreach ((CameraRun run, IActorRef<CameraMessage> camera) in _cameras)
        {
            if (ReferenceEquals(camera, terminated.Actor))
            {
                _cameras.Remove(run);
                break;
            }
        }

        return ValueTask.CompletedTask;
    }

    // Camera names are free text; paths are not. Two names may look alike then, so the number of a child tells them apart.
    private string NameOf(CameraRun run)
    {
        string name = string.Concat(run.Recipe.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        HashSet<string> used = [.. Context.Children.Select(child => child.Path.Name)];
        string unique = name;
        for (int number = 2; used.Contains(unique); number++)
            unique = $"{name}~{number}";
        return unique;
    }
}
