using System.Diagnostics;
using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Tests.Mailboxes;

/// <summary>Steady state allocates nothing per message. Measured on one thread, so that every byte is seen.</summary>
public class AllocationTests
{
    private const int Rounds = 10_000;

    [Fact]
    public void TellAndHandle_InSteadyState_AllocateNothing()
    {
        (Relay relay, IActorRef<long> actor) = Spawn(OverflowPolicy.Wait, 8);

        Assert.Equal(0, BytesOf(relay, () => actor.Tell(1)));
    }

    [Fact]
    public void Eviction_InSteadyState_AllocatesNothing()
    {
        (Relay relay, IActorRef<long> actor) = Spawn(OverflowPolicy.DropOldest, 1);

        Assert.Equal(0, BytesOf(relay, () =>
        {
            actor.Tell(1);
            actor.Tell(2);
        }));
        Assert.True(actor.System.DeadLetters.CountOf(DropCause.Evicted) >= Rounds);
    }

    [Fact]
    public void WaitingForRoom_InSteadyState_AllocatesNothing()
    {
        (Relay relay, IActorRef<long> actor) = Spawn(OverflowPolicy.Wait, 1);
        int waits = 0;

        Assert.Equal(0, BytesOf(relay, () =>
        {
            actor.Tell(1);
            ValueTask<bool> waiting = actor.TellAsync(2);
            waits += waiting.IsCompleted ? 0 : 1;
            relay.RunAll();
            Debug.Assert(waiting.IsCompleted, "everything has run");
            _ = waiting.Result;
        }));
        Assert.True(waits >= Rounds);
    }

    private static (Relay Relay, IActorRef<long> Actor) Spawn(OverflowPolicy policy, int capacity)
    {
        var relay = new Relay();
        var system = new ActorSystem(new ActorSystemOptions { Dispatcher = relay });
        IActorRef<long> actor = system.Spawn(Props.Create(() => new Counter()) with { Overflow = policy, Capacity = capacity });
        relay.RunAll();
        return (relay, actor);
    }

    private static long BytesOf(Relay relay, Action send)
    {
        for (int i = 0; i < 200; i++)
            Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            Round();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Round()
        {
            send();
            relay.RunAll();
        }
    }

    private sealed class Counter : Actor<long>
    {
        private long _sum;

        protected override ValueTask Receive(long message)
        {
            _sum += message;
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Runs turns on the caller's thread and allocates nothing itself.</summary>
    private sealed class Relay : VideoDyn.Actors.Dispatch.Dispatcher
    {
        private readonly Queue<IThreadPoolWorkItem> _ready = new();

        public override void Schedule(IThreadPoolWorkItem work, bool again) => _ready.Enqueue(work);

        public void RunAll()
        {
            while (_ready.TryDequeue(out IThreadPoolWorkItem? work))
                work.Execute();
        }
    }
}
