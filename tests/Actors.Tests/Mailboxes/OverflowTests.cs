using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Mailboxes;

/// <summary>One test per policy and way of sending, on a mailbox of three.</summary>
public class OverflowTests
{
    private readonly List<int> _handled = [];
    private readonly List<(int, DropCause)> _dropped = [];

    [Fact]
    public void Mailbox_must_drop_the_oldest_when_full_and_configured_so()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Evicted);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.DropOldest);
        for (int i = 1; i <= 5; i++)
            Assert.True(actor.Tell(i));
        world.Run();

        Assert.Equal([3, 4, 5], _handled);
        Assert.Equal([(1, DropCause.Evicted), (2, DropCause.Evicted)], _dropped);
        Assert.Equal(2, world.System.DeadLetters.CountOf(DropCause.Evicted));
    }

    [Fact]
    public void Mailbox_must_drop_the_newest_when_full_and_configured_so()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.MailboxFull);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.DropNewest);
        bool[] accepted = [.. Enumerable.Range(1, 5).Select(actor.Tell)];
        world.Run();

        Assert.Equal([true, true, true, false, false], accepted);
        Assert.Equal([1, 2, 3], _handled);
        Assert.Equal([(4, DropCause.MailboxFull), (5, DropCause.MailboxFull)], _dropped);
    }

    [Fact]
    public void Signal_must_keep_its_place_when_messages_before_it_are_evicted()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Evicted, DropCause.ActorStopped);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.DropOldest);
        Fill(actor);
        world.System.StopAfterQueued(actor);
        actor.Tell(4);
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.Equal([2, 3], _handled);
        Assert.Equal([(1, DropCause.Evicted), (4, DropCause.ActorStopped)], _dropped);
    }

    [Theory]
    [InlineData(OverflowPolicy.DropOldest, true)]
    [InlineData(OverflowPolicy.DropNewest, false)]
    public void TellAsync_must_not_wait_when_the_policy_drops(OverflowPolicy policy, bool accepted)
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Evicted, DropCause.MailboxFull);
        IActorRef<int> actor = Spawn(world, policy);
        Fill(actor);
        Task<bool> fourth = actor.TellAsync(4).AsTask();

        Assert.True(fourth.IsCompletedSuccessfully);
        world.Complete(Expect(fourth, accepted));
        Assert.Single(_dropped);
    }

    [Fact]
    public void TellAsync_must_wait_for_room_in_the_order_of_sending_when_configured_so()
    {
        using var world = new ActorWorld();
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        Fill(actor);
        Task<bool>[] waiting = [.. Enumerable.Range(4, 3).Select(i => actor.TellAsync(i).AsTask())];
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        world.Run();

        Assert.All(waiting, task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal([1, 2, 3, 4, 5, 6], _handled);
        Assert.Empty(_dropped);
    }

    [Fact]
    public void Tell_must_drop_rather_than_overtake_or_block_when_the_mailbox_waits()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.MailboxFull);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        Fill(actor);
        Task<bool> waiting = actor.TellAsync(4).AsTask();

        Assert.False(actor.Tell(5));
        world.Complete(waiting);
        Assert.Equal([1, 2, 3, 4], _handled);
        Assert.Equal([(5, DropCause.MailboxFull)], _dropped);
    }

    [Fact]
    public async Task TellAsync_must_drop_the_message_when_the_sender_gives_up()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Canceled);
        using var canceled = new CancellationTokenSource();
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        Fill(actor);
        Task<bool> first = actor.TellAsync(4, canceled.Token).AsTask();
        Task<bool> second = actor.TellAsync(5).AsTask();
        await canceled.CancelAsync();
        world.Run();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(canceled.Token, error.CancellationToken);
        Assert.True(await second);
        Assert.Equal([1, 2, 3, 5], _handled);
        Assert.Equal([(4, DropCause.Canceled)], _dropped);
    }

    [Fact]
    public async Task TellAsync_must_not_send_when_it_has_to_wait_and_the_token_has_fired_before()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Canceled);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        Fill(actor);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await actor.TellAsync(4, new CancellationToken(true)));
        world.Run();
        Assert.Equal([1, 2, 3], _handled);
        Assert.Equal([(4, DropCause.Canceled)], _dropped);
    }

    [Fact]
    public async Task TellAsync_must_end_when_the_receiver_stops_meanwhile()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        Fill(actor);
        Task<bool> waiting = actor.TellAsync(4).AsTask();
        world.System.Stop(actor);
        world.Run();

        Assert.False(await waiting);
        Assert.Empty(_handled);
        Assert.Equal([1, 2, 3, 4], _dropped.Select(drop => drop.Item1));
        Assert.All(_dropped, drop => Assert.Equal(DropCause.ActorStopped, drop.Item2));
    }

    [Theory]
    [InlineData(OverflowPolicy.DropOldest)]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.Wait)]
    public void Dropped_message_must_be_disposed_once_when_there_is_no_drop_handler(OverflowPolicy policy)
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.Evicted, DropCause.MailboxFull);
        Props<Parcel> props = Props.FromHandler<Parcel>((_, parcel) => parcel.Dispose()) with { Capacity = 2, Overflow = policy };
        IActorRef<Parcel> actor = world.System.Spawn(props);
        Parcel[] parcels = [.. Enumerable.Range(0, 6).Select(i => new Parcel(i))];
        foreach (Parcel parcel in parcels)
            actor.Tell(parcel);
        Assert.Equal(4, parcels.Count(parcel => parcel.Disposals == 1));
        world.Run();

        Assert.All(parcels, parcel => Assert.Equal(1, parcel.Disposals));
    }

    [Fact]
    public void Drop_handler_that_throws_must_be_reported_and_hurt_nobody()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.MailboxFull);
        Probe<VideoDyn.Actors.Supervision.ActorFault> faults = world.Probe<VideoDyn.Actors.Supervision.ActorFault>();
        world.System.Events.Subscribe(faults.Ref);
        IActorRef<int> actor = world.System.Spawn(
            Props.FromHandler<int>((_, message) => _handled.Add(message)) with
            {
                Capacity = 1,
                Overflow = OverflowPolicy.DropNewest,
                OnDropped = (_, _) => throw new InvalidOperationException("no"),
            },
            "careless");
        actor.Tell(1);
        Assert.False(actor.Tell(2));

        Assert.Equal(VideoDyn.Actors.Supervision.FaultPhase.Callback, faults.Next().Phase);
        Assert.Equal([1], _handled);
    }

    [Fact]
    public void Messages_to_an_actor_that_has_stopped_must_be_dropped()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        IActorRef<int> actor = Spawn(world, OverflowPolicy.Wait);
        world.System.Stop(actor);
        world.Run();

        Assert.True(actor.IsTerminated);
        Assert.False(actor.Tell(1));
        Assert.Equal([(1, DropCause.ActorStopped)], _dropped);
    }

    private static void Fill(IActorRef<int> actor)
    {
        for (int i = 1; i <= 3; i++)
            Assert.True(actor.Tell(i));
    }

    private static async Task Expect(Task<bool> task, bool value) => Assert.Equal(value, await task);

    private IActorRef<int> Spawn(ActorWorld world, OverflowPolicy policy)
    {
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, message) => _handled.Add(message)) with
        {
            Capacity = 3,
            Overflow = policy,
            OnDropped = (message, cause) => _dropped.Add((message, cause)),
        });
        world.Run();
        return actor;
    }
}
