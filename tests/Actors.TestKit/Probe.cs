using Xunit.Sdk;

namespace VideoDyn.Actors.TestKit;

/// <summary>An actor of a test: keeps what it is told, in order.</summary>
public sealed class Probe<T>
{
    private readonly ActorWorld _world;
    private readonly Queue<T> _received = new();

    internal Probe(ActorWorld world, string? name)
    {
        _world = world;
        Ref = world.System.Spawn(
            Props.FromHandler<T>((_, message) => _received.Enqueue(message)) with { Capacity = 1_000_000 }, name);
    }

    /// <summary>Its address.</summary>
    public IActorRef<T> Ref { get; }

    /// <summary>Runs the world and takes the next message.</summary>
    public T Next()
    {
        _world.Run();
        return _received.TryDequeue(out T? message) ? message : throw new XunitException($"{Ref.Path} was told nothing");
    }

    /// <summary>Runs the world and takes everything received so far.</summary>
    public IReadOnlyList<T> All()
    {
        _world.Run();
        T[] all = [.. _received];
        _received.Clear();
        return all;
    }

    /// <summary>Runs the world and expects these messages and no others.</summary>
    public void Expect(params T[] messages) => Assert.Equal(messages, All());

    /// <summary>Runs the world and expects silence.</summary>
    public void ExpectNothing() => Assert.Empty(All());
}
