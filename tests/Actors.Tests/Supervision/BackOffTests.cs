using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Supervision;

public class BackOffTests
{
    private static readonly BackOff s_plain = new() { Minimum = TimeSpan.FromSeconds(1), Maximum = TimeSpan.FromSeconds(10), Jitter = 0 };

    [Fact]
    public void Delay_EveryRestart_DoublesUpToTheMaximum() => Assert.Equal(
        [1, 2, 4, 8, 10, 10], Enumerable.Range(1, 6).Select(restart => s_plain.Delay(restart, 0.9).TotalSeconds));

    [Fact]
    public void Delay_ThousandthRestart_IsTheMaximum() => Assert.Equal(TimeSpan.FromSeconds(10), s_plain.Delay(100_000, 0.5));

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1.2)]
    public void Delay_WithJitter_IsSpreadAroundTheWait(double random, double seconds) =>
        Assert.Equal(seconds, (s_plain with { Jitter = 0.2 }).Delay(1, random).TotalSeconds, 6);

    [Fact]
    public void Delay_SameSeedOfTheSystem_IsTheSame()
    {
        Assert.Equal(Delays(1), Delays(1));
        Assert.NotEqual(Delays(1), Delays(2));

        static TimeSpan[] Delays(int seed)
        {
            using var world = new ActorWorld(seed);
            var family = new Family(world, new OneForOneStrategy { BackOff = new BackOff() });
            for (int i = 0; i < 5; i++)
            {
                family.FirstRef.Fail();
                world.Advance(TimeSpan.FromMinutes(1.5));
            }

            return [.. family.Faults.All().Select(fault => fault.Delay)];
        }
    }

    [Fact]
    public void Restart_must_wait_with_the_old_instance_gone_and_the_mailbox_kept()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { BackOff = s_plain });
        bool handled = false;
        family.FirstRef.Fail();
        family.FirstRef.Do(_ => handled = true);
        world.Advance(TimeSpan.FromSeconds(0.99));
        Assert.Equal(["first: before restart (boom)", "first: stop"], family.Log);
        Assert.Contains(world.System.Snapshot(), actor => actor is { State: ActorState.BackingOff, Queued: 1 });
        world.Advance(TimeSpan.FromSeconds(0.02));

        Assert.True(handled);
        Assert.Equal(2, family.First.Instances);
    }

    [Fact]
    public void Restart_must_wait_longer_each_time_and_start_over_after_a_quiet_window()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { BackOff = s_plain, Window = TimeSpan.FromSeconds(60) });
        for (int i = 0; i < 3; i++)
        {
            family.FirstRef.Fail();
            world.Advance(TimeSpan.FromSeconds(5));
        }

        world.Advance(TimeSpan.FromSeconds(61));
        family.FirstRef.Fail();
        world.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([1, 2, 4, 1], family.Faults.All().Select(fault => fault.Delay.TotalSeconds));
        Assert.Equal(5, family.First.Instances);
    }

    [Fact]
    public void AllForOne_must_bring_all_back_after_the_same_wait()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy { BackOff = s_plain });
        family.FirstRef.Fail();
        world.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((1, 1), (family.First.Instances, family.Second.Instances));
        world.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((2, 2), (family.First.Instances, family.Second.Instances));
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOff { Minimum = -TimeSpan.FromTicks(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOff { Maximum = -TimeSpan.FromTicks(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOff { Factor = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOff { Jitter = 1.5 });
    }
}
