using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Supervision;

public class WindowTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Limit_must_stop_the_child_at_one_restart_too_many_within_the_window()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { MaxRestarts = 3, Window = 10 * s_second });
        for (int i = 0; i < 3; i++)
        {
            family.FirstRef.Fail();
            world.Advance(s_second);
        }

        Assert.False(family.FirstRef.IsTerminated);
        family.FirstRef.Fail();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
        Assert.Equal(4, family.First.Instances);
        Assert.Equal(Directive.Stop, family.Faults.All()[^1].Directive);
    }

    [Fact]
    public void Limit_must_forget_restarts_as_they_leave_the_window()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { MaxRestarts = 2, Window = 10 * s_second });
        for (int i = 0; i < 20; i++)
        {
            family.FirstRef.Fail();
            world.Advance(5.01 * s_second);
        }

        Assert.False(family.FirstRef.IsTerminated);
        Assert.Equal(21, family.First.Instances);
    }

    [Fact]
    public void Limit_without_an_end_of_the_window_must_never_forget()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { MaxRestarts = 1, Window = Timeout.InfiniteTimeSpan });
        family.FirstRef.Fail();
        world.Advance(TimeSpan.FromDays(300));
        family.FirstRef.Fail();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
    }

    [Fact]
    public void Limit_must_count_for_each_child_where_one_is_for_one_and_for_all_where_all_are_for_one()
    {
        using var world = new ActorWorld();
        var apart = new Family(world, new OneForOneStrategy { MaxRestarts = 1 });
        apart.FirstRef.Fail();
        apart.SecondRef.Fail();
        world.Run();
        Assert.False(apart.FirstRef.IsTerminated || apart.SecondRef.IsTerminated);
        world.System.Stop(apart.ParentRef);
        world.Run();

        var together = new Family(world, new AllForOneStrategy { MaxRestarts = 1 });
        together.FirstRef.Fail();
        world.Run();
        together.SecondRef.Fail();
        world.Run();
        Assert.True(together.FirstRef.IsTerminated && together.SecondRef.IsTerminated);
    }

    [Fact]
    public void Limit_must_escalate_when_told_so()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { MaxRestarts = 0, WhenExhausted = Directive.Escalate });
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal(2, family.Parent.Instances);
    }

    [Fact]
    public void Restarts_without_a_limit_must_go_on()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { MaxRestarts = SupervisorStrategy.Unlimited });
        for (int i = 0; i < 1500; i++)
        {
            family.FirstRef.Fail();
            world.Run();
        }

        Assert.Equal(1501, family.First.Instances);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void MaxRestarts_Negative_IsRefused(int restarts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneForOneStrategy { MaxRestarts = restarts });

    [Fact]
    public void Window_NotPositive_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneForOneStrategy { Window = TimeSpan.Zero });

    [Fact]
    public void WhenExhausted_Restart_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneForOneStrategy { WhenExhausted = Directive.Restart });
}
