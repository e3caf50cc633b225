using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;
using Xunit.Sdk;

namespace VideoDyn.Actors.Tests.TestKit;

/// <summary>The guards fail when they should, and the explorer finds what is there to be found.</summary>
public class TestKitTests
{
    [Fact]
    public void Guard_must_fail_a_test_that_loses_a_message()
    {
        XunitException error = Assert.Throws<XunitException>(() =>
        {
            using var world = new ActorWorld();
            IActorRef<int> actor = world.System.Spawn(
                Props.FromHandler<int>((_, _) => { }) with { Capacity = 1, Overflow = OverflowPolicy.DropNewest });
            actor.Tell(1);
            actor.Tell(2);
        });

        Assert.Equal("messages were lost: 1 MailboxFull", error.Message);
    }

    [Fact]
    public void Guard_must_fail_a_test_that_leaves_an_actor_behind()
    {
        XunitException error = Assert.Throws<XunitException>(() =>
        {
            using var world = new ActorWorld();
            world.System.Spawn(new Life("a", []).Props, "stuck").Tell(_ => new ValueTask(new TaskCompletionSource().Task));
        });

        Assert.Contains("/stuck (Running, 0 queued)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Guard_must_fail_a_test_that_leaves_a_timer_behind()
    {
        XunitException error = Assert.Throws<XunitException>(() =>
        {
            using var world = new ActorWorld();
            world.System.ScheduleTell(world.Probe<int>().Ref, 1, TimeSpan.FromHours(1));
        });

        Assert.Contains("timers are still armed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explorer_must_find_a_lost_update_and_name_a_seed_that_repeats_it()
    {
        XunitException error = Assert.Throws<XunitException>(() => Explorer.Explore(100, LostUpdate));
        int seed = int.Parse(error.Message.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

        XunitException again = Assert.Throws<XunitException>(() => Explorer.Replay(seed, LostUpdate));
        Assert.Equal(error.Message, again.Message);
    }

    [Fact]
    public void Explorer_must_take_the_same_steps_for_the_same_seed()
    {
        static void Busy(ActorWorld world)
        {
            Probe<int> probe = world.Probe<int>();
            for (int i = 0; i < 5; i++)
                world.System.Spawn(Props.FromHandler<int>((_, message) => probe.Ref.Tell(message))).Tell(i);
            Assert.Equal(5, probe.All().Count);
        }

        Assert.Equal(Explorer.Replay(3, Busy), Explorer.Replay(3, Busy));
        Assert.InRange(Explorer.Explore(50, Busy), 45, 50);
    }

    [Fact]
    public void Virtual_time_must_fire_timers_in_order_and_stand_at_their_time()
    {
        var time = new VirtualTime();
        var fired = new List<(string, double)>();
        using ITimer late = Timer("late", 3);
        using ITimer early = Timer("early", 1);
        using ITimer twin = Timer("twin", 1);
        while (time.FireNext(TimeSpan.FromSeconds(2)))
            continue;
        time.MoveTo(TimeSpan.FromSeconds(2));

        Assert.Equal([("early", 1), ("twin", 1)], fired);
        Assert.Equal(TimeSpan.FromSeconds(2), time.Elapsed);
        Assert.Equal(1, time.ArmedTimers);
        Assert.Equal(2, time.GetElapsedTime(0).TotalSeconds, 5);

        ITimer Timer(string name, int seconds) => time.CreateTimer(
            _ => fired.Add((name, time.Elapsed.TotalSeconds)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    // Two actors read, then write what they read plus one: the order of four steps decides.
    private static void LostUpdate(ActorWorld world)
    {
        int shared = 0;
        for (int i = 0; i < 2; i++)
        {
            int read = 0;
            IActorRef<bool> actor = world.System.Spawn(Props.FromHandler<bool>((_, write) =>
            {
                if (write)
                    shared = read + 1;
                else
                    read = shared;
            }));
            actor.Tell(false);
            actor.Tell(true);
        }

        world.Run();
        Assert.Equal(2, shared);
    }
}
