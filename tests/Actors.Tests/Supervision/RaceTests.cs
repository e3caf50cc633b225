using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Supervision;

/// <summary>What happens when lives cross.</summary>
public class RaceTests
{
    [Fact]
    public void Stop_must_win_while_a_restart_waits_for_its_back_off()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        var family = new Family(world, new OneForOneStrategy { BackOff = new BackOff() });
        family.FirstRef.Fail();
        family.FirstRef.Do(_ => family.Log.Add("never"));
        world.Run();
        world.System.Stop(family.FirstRef);
        world.Run();
        Assert.True(family.FirstRef.IsTerminated);
        Assert.Equal(0, world.Time.ArmedTimers);
        world.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["first: before restart (boom)", "first: stop"], family.Log);
        Assert.Equal(1, family.First.Instances);
    }

    [Fact]
    public void Stop_must_win_while_a_restart_waits_for_children()
    {
        using var world = new ActorWorld();
        var gate = new TaskCompletionSource();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Do(living => living.Surroundings.Spawn(
            new Life("grandchild", family.Log) { OnStop = _ => new ValueTask(gate.Task) }.Props));
        family.FirstRef.Fail();
        world.Run();
        Assert.Contains(world.System.Snapshot(), actor => actor.State == ActorState.Restarting);
        world.System.Stop(family.FirstRef);
        world.Run();
        gate.SetResult();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
        Assert.Equal(["grandchild: start", "grandchild: stop", "first: stop"], family.Log);
    }

    [Fact]
    public void Stop_must_win_while_a_restart_runs_its_hook()
    {
        using var world = new ActorWorld();
        var gate = new TaskCompletionSource();
        var family = new Family(world, new OneForOneStrategy { BackOff = new BackOff() });
        family.First.OnPreRestart = _ => new ValueTask(gate.Task);
        family.FirstRef.Fail();
        world.Run();
        world.System.Stop(family.FirstRef);
        world.Run();
        Assert.False(family.FirstRef.IsTerminated);
        gate.SetResult();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
        Assert.Equal(["first: before restart (boom)", "first: stop"], family.Log);
    }

    [Fact]
    public void Stop_must_win_over_a_failure_that_waits_for_its_decision()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Fail();
        family.FirstRef.Do(living => living.State = 1);
        while (!world.System.Snapshot().Any(actor => actor.State == ActorState.Failed))
            Assert.True(world.Dispatcher.Step());
        world.ExpectDrops(DropCause.ActorStopped);
        world.System.Stop(family.FirstRef);
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
        Assert.Equal(1, family.First.Instances);
    }

    [Fact]
    public void Parent_that_stops_must_not_restart_a_child_that_fails_meanwhile()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Fail();
        world.System.Stop(family.ParentRef);
        world.Run();

        Assert.True(family.ParentRef.IsTerminated);
        Assert.Equal(1, family.First.Instances);
        Assert.Equal("parent: stop", family.Log[^1]);
    }

    [Fact]
    public void Exception_in_the_constructor_must_stop_the_child_by_default()
    {
        using var world = new ActorWorld();
        var log = new List<string>();
        Probe<ActorFault> faults = world.Probe<ActorFault>();
        world.System.Events.Subscribe(faults.Ref);
        var life = new Life("a", log) { InConstructor = _ => throw new InvalidOperationException("no camera") };
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props, "a");
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.Empty(log);
        ActorFault fault = faults.Next();
        Assert.Equal((FaultPhase.Starting, Directive.Stop), (fault.Phase, fault.Directive));
        Assert.Equal("/a could not start: no camera", fault.Error.Message);
    }

    [Fact]
    public void Exception_in_PreStart_must_still_release_what_the_instance_holds()
    {
        using var world = new ActorWorld();
        var log = new List<string>();
        var life = new Life("a", log) { OnStart = _ => throw new InvalidOperationException("no camera") };
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.Equal(["a: start", "a: stop"], log);
    }

    [Fact]
    public void Start_that_fails_must_be_tried_again_with_back_off_when_the_decider_says_so()
    {
        using var world = new ActorWorld(options: new ActorSystemOptions
        {
            GuardianStrategy = new OneForOneStrategy { Decider = _ => Directive.Restart, BackOff = new BackOff { Jitter = 0 } },
        });
        var life = new Life("a", []);
        life.OnStart = living => living.Instance < 4 ? throw new InvalidOperationException("absent") : ValueTask.CompletedTask;
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        bool handled = false;
        actor.Do(_ => handled = true);
        world.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(handled);
        world.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(handled);
        Assert.Equal(4, life.Instances);
    }

    [Fact]
    public void Resume_of_an_actor_that_could_not_start_must_stop_it()
    {
        using var world = new ActorWorld(options: new ActorSystemOptions
        {
            GuardianStrategy = new OneForOneStrategy { Decider = _ => Directive.Resume },
        });
        var life = new Life("a", []) { InConstructor = _ => throw new InvalidOperationException("no") };
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        world.Run();

        Assert.True(actor.IsTerminated);
    }

    [Fact]
    public void Exception_in_PreRestart_must_not_keep_the_actor_from_restarting()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.First.OnStop = _ => throw new InvalidOperationException("stuck");
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal(2, family.First.Instances);
        Assert.Contains(family.Faults.All(), fault => fault is { Phase: FaultPhase.Stopping, Error.Message: "stuck" });
        family.First.OnStop = null;
    }

    [Fact]
    public void Restart_must_forget_timers_and_behaviour_and_keep_the_stash()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Do(living =>
        {
            living.Surroundings.ScheduleTell(living.Surroundings.Self, _ => throw new InvalidOperationException("stale"), TimeSpan.FromSeconds(1));
            living.Surroundings.Stash(_ =>
            {
                family.Log.Add($"stashed, handled by instance {living.Instance + 1}");
                return ValueTask.CompletedTask;
            });
            living.Surroundings.Become(_ => throw new InvalidOperationException("changed"));
        });
        family.FirstRef.Do(_ => family.Log.Add("lost"));
        family.FirstRef.Do(_ => family.Log.Add("next"));
        world.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["stashed, handled by instance 2", "next"], family.Log[^2..]);
        Assert.Equal(2, family.First.Instances);
        Assert.Equal(0, world.Time.ArmedTimers);
    }
}
