using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Lifecycle;

public class LifecycleTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Actor_must_start_then_handle_what_was_told_meanwhile_then_stop()
    {
        using (var world = new ActorWorld())
        {
            IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(new Life("a", _log).Props);
            actor.Do(_ => _log.Add("message"));
            Assert.Empty(_log);
        }

        Assert.Equal(["a: start", "message", "a: stop"], _log);
    }

    [Theory]
    [InlineData(ChildStopOrder.LastFirst)]
    [InlineData(ChildStopOrder.Together)]
    public void Children_must_stop_before_their_parents(ChildStopOrder order)
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> grandparent = SpawnThreeGenerations(world, order);
        world.System.Stop(grandparent);
        world.Run();

        Assert.Equal(6, _log.Count);
        Assert.Equal("top: stop", _log[^1]);
        Assert.True(_log.IndexOf("left: stop") > _log.IndexOf("left-1: stop"));
        Assert.True(_log.IndexOf("left: stop") > _log.IndexOf("left-2: stop"));
        Assert.True(_log.IndexOf("right: stop") > _log.IndexOf("right-1: stop"));
    }

    [Fact]
    public void Children_must_stop_one_after_another_the_last_first_unless_told_otherwise()
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> grandparent = SpawnThreeGenerations(world, ChildStopOrder.LastFirst);
        world.System.Stop(grandparent);
        world.Run();

        Assert.Equal(["right-1: stop", "right: stop", "left-2: stop", "left-1: stop", "left: stop", "top: stop"], _log);
    }

    [Fact]
    public void Child_that_takes_long_to_stop_must_hold_up_its_elder_siblings_only_in_order()
    {
        foreach (ChildStopOrder order in Enum.GetValues<ChildStopOrder>())
        {
            _log.Clear();
            using var world = new ActorWorld();
            var gate = new TaskCompletionSource();
            var slow = new Life("slow", _log) { OnStop = _ => new ValueTask(gate.Task) };
            var parent = new Life("parent", _log)
            {
                OnStart = living =>
                {
                    living.Surroundings.Spawn(new Life("elder", _log).Props, "elder");
                    living.Surroundings.Spawn(slow.Props, "slow");
                    return ValueTask.CompletedTask;
                },
            };
            IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(parent.Props with { ChildStopOrder = order });
            world.Run();
            world.System.Stop(actor);
            world.Run();

            Assert.Equal(order == ChildStopOrder.Together, _log.Contains("elder: stop"));
            Assert.DoesNotContain("parent: stop", _log);
            gate.SetResult();
            world.Run();
            Assert.Contains("parent: stop", _log);
        }
    }

    [Fact]
    public void StopAfterQueued_must_let_what_is_queued_be_handled_and_nothing_after_it()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(new Life("a", _log).Props);
        world.Run();
        actor.Do(_ => _log.Add("before"));
        world.System.StopAfterQueued(actor);
        actor.Do(_ => _log.Add("after"));
        world.Run();

        Assert.Equal(["a: start", "before", "a: stop"], _log);
        Assert.Equal(1, world.System.DeadLetters.CountOf(DropCause.ActorStopped));
    }

    [Fact]
    public void Exception_in_PostStop_must_be_reported_and_must_not_keep_the_actor_alive()
    {
        using var world = new ActorWorld();
        Probe<ActorFault> faults = world.Probe<ActorFault>();
        world.System.Events.Subscribe(faults.Ref);
        var life = new Life("a", _log) { OnStop = _ => throw new InvalidOperationException("stuck") };
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        world.Run();
        world.System.Stop(actor);
        world.Run();

        Assert.True(actor.IsTerminated);
        ActorFault fault = faults.Next();
        Assert.Equal((actor.Path, FaultPhase.Stopping, "stuck", null), (fault.Path, fault.Phase, fault.Error.Message, fault.Directive));
    }

    [Fact]
    public void Name_must_be_unique_among_the_living_and_free_again_afterwards()
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> first = world.System.Spawn(new Life("a", _log).Props, "gate-3");
        ArgumentException error = Assert.Throws<ArgumentException>(() => world.System.Spawn(new Life("b", _log).Props, "gate-3"));
        Assert.Contains("'gate-3'", error.Message, StringComparison.Ordinal);
        world.System.Stop(first);
        world.Run();
        IActorRef<Func<Living, ValueTask>> second = world.System.Spawn(new Life("c", _log).Props, "gate-3");

        Assert.Equal(first.Path, second.Path);
        Assert.NotSame(first, second);
    }

    [Fact]
    public void Spawn_must_be_refused_when_the_system_or_the_parent_is_stopping()
    {
        var world = new ActorWorld();
        Exception? refused = null;
        var life = new Life("a", _log)
        {
            OnStop = living =>
            {
                refused = Record.Exception(() => living.Surroundings.Spawn(new Life("late", _log).Props));
                return ValueTask.CompletedTask;
            },
        };
        world.System.Spawn(life.Props);
        world.Dispose();

        Assert.IsType<InvalidOperationException>(refused);
        Assert.Throws<InvalidOperationException>(() => world.System.Spawn(new Life("b", _log).Props));
    }

    [Fact]
    public void Instance_that_lives_already_must_not_be_taken_again()
    {
        using var world = new ActorWorld();
        var same = new Living(new Life("a", _log));
        world.System.Spawn(Props.Create<Func<Living, ValueTask>>(() => same));
        IActorRef<Func<Living, ValueTask>> second = world.System.Spawn(Props.Create<Func<Living, ValueTask>>(() => same));
        world.Run();

        Assert.True(second.IsTerminated);
        Assert.Equal(["a: start"], _log);
    }

    [Fact]
    public void Context_must_not_be_there_in_the_constructor()
    {
        var living = new Living(new Life("a", _log));

        Assert.Throws<InvalidOperationException>(() => living.Surroundings);
    }

    private IActorRef<Func<Living, ValueTask>> SpawnThreeGenerations(ActorWorld world, ChildStopOrder order)
    {
        IActorRef<Func<Living, ValueTask>> top = world.System.Spawn(
            Node("top", Node("left", Leaf("left-1"), Leaf("left-2")), Node("right", Leaf("right-1"))), "top");
        world.Run();
        _log.Clear();
        return top;

        Props<Func<Living, ValueTask>> Leaf(string name) => new Life(name, _log).Props;

        Props<Func<Living, ValueTask>> Node(string name, params Props<Func<Living, ValueTask>>[] children)
        {
            var life = new Life(name, _log)
            {
                OnStart = living =>
                {
                    foreach (Props<Func<Living, ValueTask>> child in children)
                        living.Surroundings.Spawn(child);
                    return ValueTask.CompletedTask;
                },
            };
            return life.Props with { ChildStopOrder = order };
        }
    }
}
