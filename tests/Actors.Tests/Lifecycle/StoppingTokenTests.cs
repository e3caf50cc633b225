using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Lifecycle;

public class StoppingTokenTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Stopping_must_fire_while_a_handler_waits()
    {
        using var world = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(new Life("a", _log).Props);
        actor.Tell(WaitForEver);
        world.Run();
        world.System.Stop(actor);
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.Equal(["a: start", "interrupted", "a: stop"], _log);
    }

    [Fact]
    public void Stopping_must_fire_for_a_restart_and_be_fresh_for_the_new_instance()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy());
        CancellationToken fresh = default;
        family.SecondRef.Tell(async living =>
        {
            var gate = new TaskCompletionSource();
            await using (living.Surroundings.Stopping.Register(gate.SetResult))
                await gate.Task;
            family.Log.Add("interrupted");
        });
        family.SecondRef.Do(living => fresh = living.Surroundings.Stopping);
        world.Run();
        family.FirstRef.Fail();
        world.Run();

        Assert.Contains("interrupted", family.Log);
        Assert.Equal(2, family.Second.Instances);
        Assert.False(fresh.IsCancellationRequested);
        Assert.True(fresh.CanBeCanceled);
    }

    [Fact]
    public void Stopping_must_have_fired_already_when_first_asked_for_after_a_stop()
    {
        using var world = new ActorWorld();
        bool? fired = null;
        var life = new Life("a", _log)
        {
            OnStop = living =>
            {
                fired = living.Surroundings.Stopping.IsCancellationRequested;
                return ValueTask.CompletedTask;
            },
        };
        world.System.Stop(world.System.Spawn(life.Props));
        world.Run();

        Assert.True(fired);
    }

    [Fact]
    public void Callback_on_stopping_that_throws_must_be_reported()
    {
        using var world = new ActorWorld();
        Probe<ActorFault> faults = world.Probe<ActorFault>();
        world.System.Events.Subscribe(faults.Ref);
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(new Life("a", _log).Props);
        actor.Do(living => living.Surroundings.Stopping.Register(() => throw new InvalidOperationException("no")));
        world.Run();
        world.System.Stop(actor);
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.Equal(FaultPhase.Callback, faults.Next().Phase);
    }

    private async ValueTask WaitForEver(Living living)
    {
        var gate = new TaskCompletionSource();
        await using CancellationTokenRegistration end = living.Surroundings.Stopping.Register(gate.SetResult);
        await gate.Task;
        _log.Add("interrupted");
    }
}
