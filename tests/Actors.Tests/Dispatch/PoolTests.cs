using System.Collections.Concurrent;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Dispatch;

/// <summary>Many real threads against one actor; what is told is handled or dropped, once.</summary>
public class PoolTests
{
    private const int Producers = 8;
    private const int PerProducer = 5_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(OverflowPolicy.Wait, false)]
    [InlineData(OverflowPolicy.Wait, true)]
    [InlineData(OverflowPolicy.DropOldest, false)]
    [InlineData(OverflowPolicy.DropOldest, true)]
    [InlineData(OverflowPolicy.DropNewest, false)]
    [InlineData(OverflowPolicy.DropNewest, true)]
    public async Task Every_message_must_be_disposed_once_whatever_happens(OverflowPolicy policy, bool withFailuresAndStop)
    {
        var system = new ActorSystem(new ActorSystemOptions
        {
            GuardianStrategy = new OneForOneStrategy { MaxRestarts = SupervisorStrategy.Unlimited },
        });
        long handled = 0;
        int inside = 0;
        var dropped = new ConcurrentDictionary<DropCause, int>();
        IActorRef<Parcel> actor = system.Spawn(Props.FromHandler<Parcel>((_, parcel) =>
        {
            using (parcel)
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                handled++;
                Interlocked.Decrement(ref inside);
                if (withFailuresAndStop && parcel.Number % 97 == 0)
                    throw new InvalidOperationException("now and then");
            }
        }) with
        {
            Capacity = 16,
            Overflow = policy,
            OnDropped = (parcel, cause) =>
            {
                parcel.Dispose();
                dropped.AddOrUpdate(cause, 1, (_, count) => count + 1);
            },
        });
        Parcel[][] parcels = [.. Enumerable.Range(0, Producers).Select(p => Enumerable.Range(1, PerProducer).Select(i => new Parcel(i)).ToArray())];
        Task[] producers = [.. parcels.Select(mine => Task.Run(async () =>
        {
            foreach (Parcel parcel in mine)
                await actor.TellAsync(parcel);
        }))];
        if (withFailuresAndStop)
            await Task.WhenAny(producers).WaitAsync(s_patience);
        else
            await Task.WhenAll(producers).WaitAsync(s_patience);
        if (!withFailuresAndStop)
            system.StopAfterQueued(actor);
        else
            system.Stop(actor);
        await Task.WhenAll(producers).WaitAsync(s_patience);
        Assert.True((await system.StopAsync(s_patience)).IsComplete);

        Assert.All(parcels.SelectMany(mine => mine), parcel => Assert.Equal(1, parcel.Disposals));
        Assert.Equal(Producers * PerProducer, handled + dropped.Values.Sum());
        Assert.Equal(dropped.Values.Sum(), system.DeadLetters.Total);
        if (policy == OverflowPolicy.Wait && !withFailuresAndStop)
            Assert.Empty(dropped);
    }

    [Fact]
    public async Task Handlers_that_finish_at_once_must_stay_on_the_thread_of_their_turn()
    {
        var system = new ActorSystem();
        var threads = new List<int>();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Func<Living, ValueTask>> actor = system.Spawn(new Life("a", []).Props with { Throughput = 100 });

        // Held back until all are queued, so that they are one turn.
        actor.Tell(async _ => await blocked.Task);
        for (int i = 0; i < 50; i++)
            actor.Do(_ => threads.Add(Environment.CurrentManagedThreadId));
        actor.Do(_ => done.SetResult());
        blocked.SetResult();
        await done.Task.WaitAsync(s_patience);

        Assert.Single(threads.Distinct());
        Assert.True((await system.StopAsync(s_patience)).IsComplete);
    }

    [Fact]
    public async Task Handlers_of_ten_thousand_actors_that_wait_must_not_hold_threads()
    {
        const int Count = 10_000;
        var system = new ActorSystem();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = new CountdownEvent(Count);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (int i = 0; i < Count; i++)
        {
            system.Spawn(new Life("w", []).Props).Tell(async _ =>
            {
                if (waiting.Signal())
                    all.SetResult();
                await gate.Task;
            });
        }

        await all.Task.WaitAsync(s_patience);
        Assert.InRange(ThreadPool.ThreadCount, 0, 200);
        gate.SetResult();
        Assert.True((await system.StopAsync(s_patience)).IsComplete);
    }
}
