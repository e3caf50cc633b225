using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Exploring;

/// <summary>A thousand orders of the same happenings; what must hold, holds in each.</summary>
public class InterleavingTests
{
    private const int Seeds = 1000;

    [Fact]
    public void Ledger_must_balance_under_tells_failures_restarts_and_stops()
    {
        int orders = Explorer.Explore(Seeds, Ledger);

        Assert.InRange(orders, Seeds * 9 / 10, Seeds);
    }

    [Fact]
    public void Family_must_end_in_order_whatever_fails_and_stops_meanwhile()
    {
        Explorer.Explore(Seeds, world =>
        {
            world.ExpectDrops(DropCause.ActorStopped);
            SupervisorStrategy strategy = world.Random.Next(2) == 0 ? new OneForOneStrategy() : new AllForOneStrategy();
            if (world.Random.Next(2) == 0)
                strategy = strategy with { BackOff = new BackOff { Minimum = TimeSpan.FromMilliseconds(50) }, MaxRestarts = 2 };
            var family = new Family(world, strategy);
            DeathWatch watch = world.DeathWatch();
            IActorRef[] all = [family.ParentRef, family.FirstRef, family.SecondRef];
            foreach (IActorRef actor in all)
                watch.Watch(actor);
            world.Dispatcher.Schedule("fail 1", () => family.FirstRef.Fail());
            world.Dispatcher.Schedule("fail 2", () => family.SecondRef.Fail());
            world.Dispatcher.Schedule("fail 1", () => family.FirstRef.Fail());
            world.Dispatcher.Schedule("stop 2", () => world.System.Stop(family.SecondRef));
            world.Dispatcher.Schedule("stop", () => world.System.Stop(family.ParentRef));
            world.AdvanceRacing(TimeSpan.FromSeconds(1));

            Assert.Equal("parent: stop", family.Log[^1]);
            Assert.Equal(all.ToHashSet(), watch.Dead().ToHashSet());
            foreach ((string name, Life life) in (ReadOnlySpan<(string, Life)>)[("first", family.First), ("second", family.Second)])
            {
                // The first start came before the log was cleared.
                Assert.Equal(life.Instances - 1, family.Log.Count(line => line == $"{name}: start"));
                Assert.Equal(life.Instances, family.Log.Count(line => line == $"{name}: stop"));
            }
        });
    }

    [Fact]
    public void Watcher_must_be_told_exactly_once_whenever_it_watches()
    {
        Explorer.Explore(Seeds, world =>
        {
            DeathWatch watch = world.DeathWatch();
            IActorRef<int> mortal = world.System.Spawn(Props.FromHandler<int>((_, _) => { }));
            world.Dispatcher.Schedule("stop", () => world.System.Stop(mortal));
            watch.Watch(mortal);

            Assert.Equal([mortal], watch.Dead());
        });
    }

    [Fact]
    public void Senders_must_get_room_in_order_whoever_runs_first()
    {
        Explorer.Explore(Seeds, world =>
        {
            var handled = new List<(int Sender, int Number)>();
            IActorRef<(int, int)> narrow = world.System.Spawn(
                Props.FromHandler<(int, int)>((_, message) => handled.Add(message)) with { Capacity = 2 });
            for (int sender = 0; sender < 3; sender++)
            {
                int me = sender;
                world.System.Spawn(new Life("s", []).Props).Tell(async _ =>
                {
                    for (int number = 0; number < 5; number++)
                        Assert.True(await narrow.TellAsync((me, number)));
                });
            }

            world.Run();
            Assert.Equal(15, handled.Count);
            for (int sender = 0; sender < 3; sender++)
                Assert.Equal([0, 1, 2, 3, 4], handled.Where(message => message.Sender == sender).Select(message => message.Number));
        });
    }

    private static void Ledger(ActorWorld world)
    {
        world.ExpectDrops(Enum.GetValues<DropCause>());
        int handled = 0;
        int dropped = 0;
        Parcel[] parcels = [.. Enumerable.Range(0, 24).Select(i => new Parcel(i))];
        Props<Parcel> props = Props.FromHandler<Parcel>((context, parcel) =>
        {
            if (parcel.Number % 5 == 0)
            {
                context.Stash(parcel);
                return;
            }

            handled++;
            parcel.Dispose();
            if (parcel.Number % 7 == 0)
                throw new InvalidOperationException("boom");
        }) with
        {
            Capacity = 3,
            StashCapacity = 2,
            Overflow = (OverflowPolicy)world.Random.Next(3),
            OnDropped = (parcel, _) =>
            {
                dropped++;
                parcel.Dispose();
            },
        };
        IActorRef<Parcel> actor = world.System.Spawn(props);
        for (int sender = 0; sender < 3; sender++)
        {
            Parcel[] mine = [.. parcels.Where(parcel => parcel.Number % 3 == sender)];
            world.System.Spawn(new Life("s", []).Props).Tell(async _ =>
            {
                foreach (Parcel parcel in mine)
                    await actor.TellAsync(parcel);
            });
        }

        world.Dispatcher.Schedule("stop", () => world.System.ScheduleTell(
            world.System.Spawn(Props.FromHandler<int>((_, _) => world.System.Stop(actor))), 0, TimeSpan.FromSeconds(1)));
        world.AdvanceRacing(TimeSpan.FromSeconds(2));

        Assert.True(actor.IsTerminated);
        Assert.Equal(parcels.Length, handled + dropped);
        Assert.All(parcels, parcel => Assert.Equal(1, parcel.Disposals));
    }
}
