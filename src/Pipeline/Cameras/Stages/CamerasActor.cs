using VideoDyn.Actors;
using VideoDyn.Actors.Supervision;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the parent of all cameras is told.</summary>
/// <param name="Run">The camera; null when it is time to look whether the machine keeps up with all of them.</param>
/// <param name="Stop">Whether it is to end; else it is to begin.</param>
internal readonly record struct CamerasMessage(CameraRun? Run, bool Stop);

/// <summary>The parent of all cameras: one that fails beyond repair stops and leaves the others alone.</summary>
internal sealed class CamerasActor(CameraServices services, IActorRef<PoolMessage> pool, Action look) : Actor<CamerasMessage>
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(10);
    private readonly Dictionary<CameraRun, IActorRef<CameraMessage>> _cameras = [];
    private IDisposable? _looks;

    /// <param name="services">What the cameras share.</param>
    /// <param name="pool">Where they are analyzed.</param>
    /// <param name="look">Called now and then while live cameras run.</param>
    public static Props<CamerasMessage> Props(CameraServices services, IActorRef<PoolMessage> pool, Action look) =>
        Actors.Props.Create(() => new CamerasActor(services, pool, look)) with
        {
            Capacity = 100_000,
            ChildStopOrder = ChildStopOrder.Together,
            ChildStrategy = new OneForOneStrategy { Decider = _ => Directive.Stop },
        };

    protected override ValueTask Receive(CamerasMessage message)
    {
        if (message.Run is not { } run)
        {
            look();
        }
        else if (!message.Stop)
        {
            IActorRef<CameraMessage> camera = Context.Spawn(CameraActor.Props(run, services, pool), NameOf(run));
            _cameras.Add(run, camera);
            Context.Watch(camera);
            // Recordings wait for their turn, so that only live cameras can ask for too much.
            if (run.Recipe.IsLive)
                _looks ??= Context.ScheduleTell(Context.Self, new CamerasMessage(null, Stop: false), s_betweenLooks, s_betweenLooks);
        }
        else if (_cameras.TryGetValue(run, out IActorRef<CameraMessage>? camera))
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

        if (_looks is not null && !_cameras.Keys.Any(run => run.Recipe.IsLive))
        {
            _looks.Dispose();
            _looks = null;
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
