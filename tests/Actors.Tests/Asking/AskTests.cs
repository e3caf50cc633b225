using VideoDyn.Actors.Asking;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Asking;

public class AskTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Ask_must_bring_the_reply()
    {
        using var world = new ActorWorld();
        IActorRef<Question> doubler = world.System.Spawn(
            Props.FromHandler<Question>((_, question) => question.ReplyTo.Tell(2 * question.Number)));
        Task<int> answer = doubler.Ask<Question, int>(replyTo => new Question(21, replyTo), s_second);
        world.Run();

        Assert.Equal(42, await answer);
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public async Task Ask_must_time_out_and_drop_the_reply_that_comes_too_late()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.AskEnded);
        IActorRef<Parcel>? replyTo = null;
        IActorRef<IActorRef<Parcel>> silent = world.System.Spawn(
            Props.FromHandler<IActorRef<Parcel>>((_, sender) => replyTo = sender), "silent");
        Task<Parcel> answer = silent.Ask<IActorRef<Parcel>, Parcel>(sender => sender, s_second);
        world.Advance(0.999 * s_second);
        Assert.False(answer.IsCompleted);
        world.Advance(0.002 * s_second);

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => answer);
        Assert.Equal("/silent did not answer within 1 s", error.Message);
        var late = new Parcel(1);
        Assert.False(replyTo!.Tell(late));
        Assert.Equal(1, late.Disposals);
        Assert.Equal(1, world.System.DeadLetters.CountOf(DropCause.AskEnded));
    }

    [Fact]
    public async Task Ask_must_count_the_waiting_for_room_into_its_timeout()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Canceled);
        var gate = new TaskCompletionSource();
        Props<Question> props = Props.FromHandler<Question>((_, _) => new ValueTask(gate.Task)) with { Capacity = 1 };
        IActorRef<Question> busy = world.System.Spawn(props);
        busy.Tell(default);
        world.Run();
        busy.Tell(default);
        Task<int> answer = busy.Ask<Question, int>(replyTo => new Question(1, replyTo), s_second);
        world.Advance(2 * s_second);

        await Assert.ThrowsAsync<AskTimeoutException>(() => answer);
        gate.SetResult();
    }

    [Fact]
    public async Task Ask_of_a_dead_actor_must_fail_at_once()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        IActorRef<Question> actor = world.System.Spawn(Props.FromHandler<Question>((_, _) => { }));
        world.System.Stop(actor);
        world.Run();

        await Assert.ThrowsAsync<AskRefusedException>(() => actor.Ask<Question, int>(replyTo => new Question(1, replyTo), s_second));
    }

    [Fact]
    public async Task Ask_must_end_when_the_asker_gives_up()
    {
        using var world = new ActorWorld();
        using var canceled = new CancellationTokenSource();
        IActorRef<Question> silent = world.System.Spawn(Props.FromHandler<Question>((_, _) => { }));
        Task<int> answer = silent.Ask<Question, int>(replyTo => new Question(1, replyTo), s_second, canceled.Token);
        world.Run();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(0, world.Time.ArmedTimers);
    }

    [Fact]
    public void Ask_inside_a_handler_must_come_back_to_the_actors_own_dispatcher()
    {
        using var world = new ActorWorld();
        IActorRef<Question> doubler = world.System.Spawn(
            Props.FromHandler<Question>((_, question) => question.ReplyTo.Tell(2 * question.Number)));
        int answer = 0;
        IActorRef<Func<Living, ValueTask>> asker = world.System.Spawn(new Life("asker", []).Props);
        asker.Tell(async _ => answer = await doubler.Ask<Question, int>(replyTo => new Question(4, replyTo), s_second));
        world.Run();

        Assert.Equal(8, answer);
    }

    private readonly record struct Question(int Number, IActorRef<int> ReplyTo);
}
