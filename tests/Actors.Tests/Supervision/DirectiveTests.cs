using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Supervision;

/// <summary>One test per directive and strategy.</summary>
public class DirectiveTests
{
    [Fact]
    public void Resume_must_keep_state_and_mailbox_and_lose_only_the_failed_message()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Resume });
        int state = 0;
        family.FirstRef.Do(living => living.State = 7);
        family.FirstRef.Fail();
        family.FirstRef.Do(living => state = living.State);
        world.Run();

        Assert.Equal(7, state);
        Assert.Equal(1, family.First.Instances);
        Assert.Empty(family.Log);
        Assert.Equal((Directive.Resume, FaultPhase.Handling, "boom"), Summary(family.Faults.Next()));
    }

    [Fact]
    public void Restart_must_replace_the_instance_and_keep_the_mailbox()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Restart });
        int state = -1;
        family.FirstRef.Do(living => living.State = 7);
        family.FirstRef.Fail();
        family.FirstRef.Do(living => state = living.State);
        world.Run();

        Assert.Equal(0, state);
        Assert.Equal(
            ["first: before restart (boom)", "first: stop", "first: after restart (boom)", "first: start"], family.Log);
        Assert.Equal((Directive.Restart, FaultPhase.Handling, "boom"), Summary(family.Faults.Next()));
    }

    [Fact]
    public void Restart_must_stop_the_childrens_children_first()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy());
        family.FirstRef.Do(living => living.Surroundings.Spawn(new Life("grandchild", family.Log).Props, "g"));
        world.Run();
        family.Log.Clear();
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal(
            ["grandchild: stop", "first: before restart (boom)", "first: stop", "first: after restart (boom)", "first: start"],
            family.Log);
        Assert.DoesNotContain(world.System.Snapshot(), actor => actor.Path.Name == "g");
    }

    [Fact]
    public void Stop_must_end_the_failed_child_only()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Stop });
        family.FirstRef.Fail();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated);
        Assert.False(family.SecondRef.IsTerminated);
        Assert.Equal(["first: stop"], family.Log);
    }

    [Fact]
    public void Escalate_must_fail_the_parent_with_the_same_exception()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Escalate });
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal(
            ["second: stop", "first: stop", "parent: before restart (boom)", "parent: stop", "parent: after restart (boom)",
                "parent: start", "first: start", "second: start"],
            family.Log);
        Assert.Equal(
            [("/parent/first", Directive.Escalate), ("/parent", Directive.Restart)],
            family.Faults.All().Select(fault => (fault.Path.ToString(), fault.Directive!.Value)));
    }

    [Fact]
    public void Resume_of_a_parent_must_resume_the_child_that_escalated()
    {
        using var world = new ActorWorld(options: new ActorSystemOptions
        {
            GuardianStrategy = new OneForOneStrategy { Decider = _ => Directive.Resume },
        });
        var family = new Family(world, new OneForOneStrategy { Decider = _ => Directive.Escalate });
        bool goesOn = false;
        family.FirstRef.Fail();
        family.FirstRef.Do(_ => goesOn = true);
        world.Run();

        Assert.True(goesOn);
        Assert.Empty(family.Log);
    }

    [Fact]
    public async Task Escalate_at_the_top_must_stop_the_system_and_name_the_failure()
    {
        using var world = new ActorWorld(options: new ActorSystemOptions
        {
            GuardianStrategy = new OneForOneStrategy { Decider = _ => Directive.Escalate },
        });
        var family = new Family(world, SupervisorStrategy.Default);
        family.ParentRef.Fail("the end");
        world.Run();

        await world.System.Terminated;
        Assert.Equal("the end", world.System.Failure?.Message);
        Assert.Equal(["second: stop", "first: stop", "parent: stop"], family.Log);
    }

    [Fact]
    public void AllForOne_must_restart_all_children()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy());
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal((2, 2, 1), (family.First.Instances, family.Second.Instances, family.Parent.Instances));
    }

    [Fact]
    public void AllForOne_must_stop_all_children()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy { Decider = _ => Directive.Stop });
        family.SecondRef.Fail();
        world.Run();

        Assert.True(family.FirstRef.IsTerminated && family.SecondRef.IsTerminated);
        Assert.False(family.ParentRef.IsTerminated);
    }

    [Fact]
    public void AllForOne_must_resume_the_failed_child_only()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy { Decider = _ => Directive.Resume });
        family.FirstRef.Fail();
        world.Run();

        Assert.Equal((1, 1), (family.First.Instances, family.Second.Instances));
        Assert.Empty(family.Log);
    }

    [Fact]
    public void AllForOne_must_restart_once_when_two_children_fail_together()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new AllForOneStrategy());
        family.FirstRef.Fail("one");
        family.SecondRef.Fail("two");
        world.Run();

        Assert.Equal((2, 2), (family.First.Instances, family.Second.Instances));
        Assert.Single(family.Faults.All());
    }

    [Fact]
    public void Decider_that_throws_must_escalate()
    {
        using var world = new ActorWorld();
        var family = new Family(world, new OneForOneStrategy { Decider = _ => throw new InvalidOperationException("undecided") });
        family.FirstRef.Fail();
        world.Run();

        Assert.Contains(family.Faults.All(), fault => fault is { Phase: FaultPhase.Callback, Error.Message: "undecided" });
        Assert.Equal(2, family.Parent.Instances);
    }

    private static (Directive?, FaultPhase, string) Summary(ActorFault fault) => (fault.Directive, fault.Phase, fault.Error.Message);
}
