using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Mailboxes;

public class TurnTests
{
    [Fact]
    public void Tell_FromOneSender_IsHandledInOrder()
    {
        using var world = new ActorWorld();
        var handled = new List<int>();
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, message) => handled.Add(message)));
        for (int i = 0; i < 500; i++)
            Assert.True(actor.Tell(i));
        world.Run();

        Assert.Equal(Enumerable.Range(0, 500), handled);
    }

    [Fact]
    public void Turn_LongerThanTheThroughput_LetsOthersGoFirst()
    {
        using var world = new ActorWorld();
        var handled = new List<string>();
        IActorRef<int> busy = Spawn("busy");
        IActorRef<int> other = Spawn("other");
        world.Run();
        for (int i = 0; i < 8; i++)
            busy.Tell(i);
        other.Tell(0);
        world.Run();

        Assert.Equal(["busy", "busy", "busy", "other", "busy", "busy", "busy", "busy", "busy"], handled);

        IActorRef<int> Spawn(string name) => world.System.Spawn(
            Props.FromHandler<int>((_, _) => handled.Add(name)) with { Throughput = 3 }, name);
    }

    [Fact]
    public void Stop_BehindAFullMailbox_OvertakesIt()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(VideoDyn.Actors.Mailboxes.DropCause.ActorStopped);
        var handled = new List<int>();
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((context, message) =>
        {
            handled.Add(message);
            context.Stop(context.Self);
        }));
        for (int i = 0; i < 10; i++)
            actor.Tell(i);
        world.Run();

        Assert.Equal([0], handled);
        Assert.Equal(9, world.System.DeadLetters.Total);
    }

    [Fact]
    public void Handler_ThatAwaits_KeepsLaterMessagesBack()
    {
        using var world = new ActorWorld();
        var log = new List<string>();
        var gate = new TaskCompletionSource();
        var life = new Life("a", log);
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        actor.Tell(async _ =>
        {
            log.Add("first begins");
            await gate.Task;
            log.Add("first ends");
        });
        actor.Do(_ => log.Add("second"));
        world.Run();
        Assert.Equal(["a: start", "first begins"], log);
        gate.SetResult();
        world.Run();

        Assert.Equal(["a: start", "first begins", "first ends", "second"], log);
    }

    [Fact]
    public void Handler_ThatFailsAfterAnAwait_IsSupervisedLikeAnyOther()
    {
        using var world = new ActorWorld();
        var log = new List<string>();
        var gate = new TaskCompletionSource();
        var life = new Life("a", log);
        IActorRef<Func<Living, ValueTask>> actor = world.System.Spawn(life.Props);
        actor.Tell(async _ => await gate.Task);
        world.Run();
        gate.SetException(new InvalidOperationException("late"));
        world.Run();

        Assert.Equal(["a: start", "a: before restart (late)", "a: stop", "a: after restart (late)", "a: start"], log);
    }
}
