using System.Diagnostics.CodeAnalysis;
using VideoDyn.Actors;

namespace VideoDyn.Benchmarks.Actors;

/// <summary>What actors take from the managed heap.</summary>
internal static class Bytes
{
    private const int Actors = 20_000;
    private const int Messages = 2_000_000;

    /// <summary>Allocated by all threads while one producer keeps one actor busy.</summary>
    public static double PerMessage()
    {
        using var actor = new ActorConsumer(1024);
        actor.Send(Messages);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        actor.Send(Messages);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Messages;
    }

    /// <summary>Live bytes per actor: only started, and after it has handled four messages.</summary>
    public static (double Untouched, double Used) PerIdleActor()
    {
        long empty = Live();
        var system = new ActorSystem();
        using var handled = new CountdownEvent(Actors);
        var actors = new IActorRef<object>[Actors];
        for (int i = 0; i < Actors; i++)
            actors[i] = system.Spawn(Props.Create(() => new Idler(handled)));
        handled.Wait();
        long started = Live();
        handled.Reset(4 * Actors);
        foreach (IActorRef<object> actor in actors)
        {
            for (int message = 0; message < 4; message++)
                actor.Tell(system);
        }

        handled.Wait();
        long used = Live();
        GC.KeepAlive(actors);
        return ((started - empty) / (double)Actors, (used - empty) / (double)Actors);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "Live bytes can only be read after a collection.")]
    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Idler(CountdownEvent handled) : Actor<object>
    {
        protected override ValueTask PreStart()
        {
            handled.Signal();
            return ValueTask.CompletedTask;
        }

        protected override ValueTask Receive(object message)
        {
            handled.Signal();
            return ValueTask.CompletedTask;
        }
    }
}
