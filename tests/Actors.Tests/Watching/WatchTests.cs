using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Watching;

public class WatchTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Watcher_must_be_told_once_when_the_other_stops()
    {
        using var world = new ActorWorld();
        DeathWatch watch = world.DeathWatch();
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, _) => { }));
        watch.Watch(actor);
        watch.Watch(actor);
        Assert.Empty(watch.Dead());
        world.System.Stop(actor);

        Assert.Equal([actor], watch.Dead());
        Assert.Empty(watch.Dead());
    }

    [Fact]
    public void Watch_of_a_dead_actor_must_be_answered_at_once()
    {
        using var world = new ActorWorld();
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, _) => { }));
        world.System.Stop(actor);
        world.Run();
        DeathWatch watch = world.DeathWatch();
        watch.Watch(actor);
        Assert.Equal([actor], watch.Dead());
        watch.Watch(actor);

        Assert.Equal([actor], watch.Dead());
    }

    [Fact]
    public void Watcher_must_not_be_told_of_a_restart()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        DeathWatch watch = world.DeathWatch();
        watch.Watch(family.FirstRef);
        family.FirstRef.Fail();

        Assert.Empty(watch.Dead());
        Assert.Equal(2, family.First.Instances);
    }

    [Fact]
    public void Terminated_must_come_after_the_last_words_of_the_dead()
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> watcher = world.System.Spawn(new Life("w", _log).Props);
        IActorRef<Func<Living, ValueTask>> speaker = world.System.Spawn(new Life("s", _log).Props, "s");
        watcher.Do(living => living.Surroundings.Watch(speaker));
        world.Run();
        _log.Clear();
        speaker.Do(living =>
        {
            watcher.Do(_ => _log.Add("last words 1"));
            watcher.Do(_ => _log.Add("last words 2"));
            living.Surroundings.Stop(living.Surroundings.Self);
        });
        world.Run();

        Assert.Equal(["s: stop", "last words 1", "last words 2", "w: /s is dead"], Sorted());

        // Who runs first after the handler is the dispatcher's choice; the watcher's own order is not.
        List<string> Sorted() => [.. _log.Where(line => line == "s: stop"), .. _log.Where(line => line != "s: stop")];
    }

    [Fact]
    public void Unwatch_must_hold_even_when_the_other_is_dead_already()
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> watcher = world.System.Spawn(new Life("w", _log).Props);
        IActorRef<Func<Living, ValueTask>> other = world.System.Spawn(new Life("o", _log).Props, "o");
        watcher.Do(living => living.Surroundings.Watch(other));
        world.Run();
        var gate = new TaskCompletionSource();
        watcher.Tell(async living =>
        {
            await gate.Task;
            living.Surroundings.Unwatch(other);
        });
        world.Run();
        world.System.Stop(other);
        world.Run();
        gate.SetResult();
        world.Run();

        Assert.True(other.IsTerminated);
        Assert.DoesNotContain("w: /o is dead", _log);
    }

    [Fact]
    public void Watcher_that_does_not_answer_to_an_end_must_die_of_it()
    {
        using var world = new ActorWorld();
        Probe<ActorFault> faults = world.Probe<ActorFault>();
        world.System.Events.Subscribe(faults.Ref);
        IActorRef<int> other = world.System.Spawn(Props.FromHandler<int>((_, _) => { }), "other");
        IActorRef<int> watcher = world.System.Spawn(Props.FromHandler<int>((context, _) => context.Watch(other)), "watcher");
        watcher.Tell(1);
        world.Run();
        world.System.Stop(other);
        world.Run();

        Assert.True(watcher.IsTerminated);
        DeathPactException error = Assert.IsType<DeathPactException>(faults.Next().Error);
        Assert.Equal("/other", error.Dead.ToString());
    }

    [Fact]
    public void Parent_that_watches_must_find_the_name_free_when_it_is_told()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Stop });
        IActorRef<Func<Living, ValueTask>>? successor = null;
        family.Parent.OnDeath = living =>
        {
            successor = living.Surroundings.Spawn(new Life("heir", family.Log).Props, "first");
            return ValueTask.CompletedTask;
        };
        family.ParentRef.Do(living => living.Surroundings.Watch(family.FirstRef));
        world.Run();
        family.FirstRef.Fail();
        world.Run();

        Assert.False(successor!.IsTerminated);
        Assert.Equal(1, family.Parent.Instances);
    }

    [Fact]
    public void Watching_must_survive_a_restart_of_the_watcher()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Do(living => living.Surroundings.Watch(family.SecondRef));
        family.FirstRef.Fail();
        world.Run();
        world.System.Stop(family.SecondRef);
        world.Run();

        Assert.Contains("first: /parent/second is dead", family.Log);
    }

    [Fact]
    public void Actor_must_not_watch_itself()
    {
        using var world = new ActorWorld();
        Exception? refused = null;
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((context, _) =>
            refused = Record.Exception(() => context.Watch(context.Self))));
        actor.Tell(1);
        world.Run();

        Assert.IsType<ArgumentException>(refused);
    }
}
