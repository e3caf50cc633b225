using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Scheduling;

public class ScheduleTellTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Message_must_come_once_after_the_delay()
    {
        using var world = new ActorWorld();
        Probe<string> probe = world.Probe<string>();
        world.System.ScheduleTell(probe.Ref, "now", s_second);
        world.Advance(0.9 * s_second);
        probe.ExpectNothing();
        world.Advance(5 * s_second);

        probe.Expect("now");
    }

    [Fact]
    public void Message_must_come_again_and_again_until_cancelled()
    {
        using var world = new ActorWorld();
        Probe<string> probe = world.Probe<string>();
        IDisposable scheduled = world.System.ScheduleTell(probe.Ref, "tick", TimeSpan.Zero, s_second);
        world.Advance(3 * s_second);
        probe.Expect("tick", "tick", "tick", "tick");
        scheduled.Dispose();
        world.Advance(3 * s_second);

        probe.ExpectNothing();
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public void Timer_must_end_when_its_actor_stops()
    {
        using var world = new ActorWorld();
        Probe<string> probe = world.Probe<string>();
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(new Life("a", []).Props);
        actor.Do(living => living.Surroundings.ScheduleTell(probe.Ref, "tick", s_second, s_second));
        world.Advance(1.5 * s_second);
        world.System.Stop(actor);
        world.Advance(10 * s_second);

        probe.Expect("tick");
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public void Repeated_message_to_the_dead_must_end_the_timer()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(VideoDyn.Actors.Mailboxes.DropCause.ActorStopped);
        Probe<string> probe = world.Probe<string>();
        world.System.ScheduleTell(probe.Ref, "tick", s_second, s_second);
        world.System.Stop(probe.Ref);
        world.Advance(5 * s_second);

        Assert.Equal(1, world.System.DeadLetters.Total);
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public void Times_out_of_range_must_be_refused()
    {
        using var world = new ActorWorld();
        Probe<string> probe = world.Probe<string>();

        Assert.Throws<ArgumentOutOfRangeException>(() => world.System.ScheduleTell(probe.Ref, "x", -s_second));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.System.ScheduleTell(probe.Ref, "x", s_second, TimeSpan.Zero));
    }
}
