using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Lifecycle;

public class ShutdownTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task Shutdown_must_stop_what_was_created_last_first()
    {
        using var world = new ActorWorld();
        foreach (string name in (string[])["sink", "analyzer", "source"])
            world.System.Spawn(new Life(name, _log).Props, name);
        world.Run();
        _log.Clear();
        Task<ShutdownReport> shutdown = world.System.StopAsync(TimeSpan.FromSeconds(5));
        world.Run();

        Assert.True((await shutdown).IsComplete);
        Assert.Equal(["source: stop", "analyzer: stop", "sink: stop"], _log);
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public async Task Shutdown_must_name_who_has_not_stopped_at_the_deadline()
    {
        using var world = new ActorWorld();
        var gate = new TaskCompletionSource();
        var stuck = new Life("stuck", _log) { OnStop = _ => new ValueTask(gate.Task) };
        var parent = new Life("parent", _log)
        {
            OnStart = living =>
            {
                living.Surroundings.Spawn(stuck.Props, "stuck");
                return ValueTask.CompletedTask;
            },
        };
        world.System.Spawn(parent.Props, "parent");
        world.System.Spawn(new Life("quick", _log).Props, "quick");
        world.Run();
        Task<ShutdownReport> shutdown = world.System.StopAsync(TimeSpan.FromSeconds(5));
        world.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(shutdown.IsCompleted);
        world.Advance(TimeSpan.FromSeconds(0.2));
        ShutdownReport report = await shutdown;

        Assert.False(report.IsComplete);
        Assert.Equal(["/parent", "/parent/stuck"], report.Unfinished.Select(actor => actor.Path.ToString()));
        Assert.All(report.Unfinished, actor => Assert.Equal(ActorState.Stopping, actor.State));

        Task<ShutdownReport> again = world.System.StopAsync(TimeSpan.FromSeconds(5));
        gate.SetResult();
        world.Run();
        Assert.True((await again).IsComplete);
    }

    [Fact]
    public void Terminated_must_complete_when_the_last_actor_has_stopped()
    {
        using var world = new ActorWorld();
        world.System.Spawn(new Life("a", _log).Props);
        world.Run();
        Assert.False(world.System.Terminated.IsCompleted);
        _ = world.System.StopAsync(Timeout.InfiniteTimeSpan);
        world.Run();

        Assert.True(world.System.Terminated.IsCompletedSuccessfully);
        Assert.Null(world.System.Failure);
    }

    [Fact]
    public void Stop_must_refuse_an_actor_of_another_system()
    {
        using var world = new ActorWorld();
        using var other = new ActorWorld();
        IActorRef<Func<Living, ValueTask>> stranger = other.System.Spawn(new Life("a", _log).Props);

        Assert.Throws<ArgumentException>(() => world.System.Stop(stranger));
    }
}
