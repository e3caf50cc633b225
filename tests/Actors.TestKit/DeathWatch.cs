namespace VideoDyn.Actors.TestKit;

/// <summary>An actor of a test that watches others and keeps who stopped, in order.</summary>
public sealed class DeathWatch
{
    private readonly ActorWorld _world;
    private readonly List<IActorRef> _dead = [];
    private readonly IActorRef<IActorRef> _watcher;

    internal DeathWatch(ActorWorld world)
    {
        _world = world;
        _watcher = world.System.Spawn(Props.Create(() => new Watcher(_dead)));
    }

    /// <summary>Watches an actor, dead or alive.</summary>
    public void Watch(IActorRef actor)
    {
        _watcher.Tell(actor);
        _world.Run();
    }

    /// <summary>Runs the world; who stopped since the last call, in order.</summary>
    public IReadOnlyList<IActorRef> Dead()
    {
        _world.Run();
        IActorRef[] dead = [.. _dead];
        _dead.Clear();
        return dead;
    }

    private sealed class Watcher(List<IActorRef> dead) : Actor<IActorRef>
    {
        protected override ValueTask Receive(IActorRef message)
        {
            Context.Watch(message);
            return ValueTask.CompletedTask;
        }

        protected override ValueTask OnTerminated(Terminated terminated)
        {
            dead.Add(terminated.Actor);
            return ValueTask.CompletedTask;
        }
    }
}
