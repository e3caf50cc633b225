using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;

namespace VideoDyn.Actors.Tests.Lifecycle;

public class BehaviourTests
{
    [Fact]
    public void Become_must_replace_the_behaviour_until_Unbecome()
    {
        using var world = new ActorWorld();
        var log = new List<string>();
        IActorRef<string> actor = world.System.Spawn(Props.FromHandler<string>((context, message) =>
        {
            log.Add($"calm {message}");
            context.Become(angry =>
            {
                log.Add($"angry {angry}");
                if (angry == "peace")
                    context.Unbecome();
                return ValueTask.CompletedTask;
            });
        }));
        foreach (string message in (string[])["one", "two", "peace", "four"])
            actor.Tell(message);
        world.Run();

        Assert.Equal(["calm one", "angry two", "angry peace", "calm four"], log);
    }

    [Fact]
    public void Stash_must_put_messages_back_in_front_in_their_order()
    {
        using var world = new ActorWorld();
        (IActorRef<string> actor, List<string> log) = SpawnWaiter(world, 10);
        foreach (string message in (string[])["a", "b", "open", "c"])
            actor.Tell(message);
        world.Run();

        Assert.Equal(["open", "a", "b", "c"], log);
    }

    [Fact]
    public void Stash_that_is_full_must_drop_the_message_and_name_the_cause()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.StashFull);
        (IActorRef<string> actor, List<string> log) = SpawnWaiter(world, 2);
        foreach (string message in (string[])["a", "b", "c", "open"])
            actor.Tell(message);
        world.Run();

        Assert.Equal(["open", "a", "b"], log);
        Assert.Equal(1, world.System.DeadLetters.CountOf(DropCause.StashFull));
    }

    [Fact]
    public void Stash_of_an_actor_that_stops_must_go_to_the_dead_letters_once()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        var parcels = new[] { new Support.Parcel(0), new Support.Parcel(1) };
        IActorRef<Support.Parcel> actor = world.System.Spawn(
            Props.FromHandler<Support.Parcel>((context, parcel) => { context.Stash(parcel); }));
        foreach (Support.Parcel parcel in parcels)
            actor.Tell(parcel);
        world.Run();
        world.System.Stop(actor);
        world.Run();

        Assert.All(parcels, parcel => Assert.Equal(1, parcel.Disposals));
        Assert.Equal(2, world.System.DeadLetters.Total);
    }

    private static (IActorRef<string> Actor, List<string> Log) SpawnWaiter(ActorWorld world, int stash)
    {
        var log = new List<string>();
        bool open = false;
        Props<string> props = Props.FromHandler<string>((context, message) =>
        {
            open |= message == "open";
            if (!open)
            {
                context.Stash(message);
                return;
            }

            log.Add(message);
            context.UnstashAll();
        });
        return (world.System.Spawn(props with { StashCapacity = stash }), log);
    }
}
