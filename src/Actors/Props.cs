namespace VideoDyn.Actors;

/// <summary>Recipes for actors.</summary>
public static class Props
{
    /// <summary>A recipe from a factory that makes a new instance at start and at every restart.</summary>
    /// <param name="factory">Makes the instance; must not return one twice.</param>
    /// <typeparam name="T">What the actor understands.</typeparam>
    public static Props<T> Create<T>(Func<Actor<T>> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Props<T>(factory);
    }

    /// <summary>A recipe for an actor that is one function.</summary>
    /// <param name="receive">Handles a message.</param>
    /// <typeparam name="T">What the actor understands.</typeparam>
    public static Props<T> FromHandler<T>(Func<ActorContext<T>, T, ValueTask> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        return new Props<T>(() => new HandlerActor<T>(receive));
    }

    /// <summary>A recipe for an actor that is one synchronous function.</summary>
    /// <param name="receive">Handles a message.</param>
    /// <typeparam name="T">What the actor understands.</typeparam>
    public static Props<T> FromHandler<T>(Action<ActorContext<T>, T> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        return FromHandler<T>((context, message) =>
        {
            receive(context, message);
            return ValueTask.CompletedTask;
        });
    }

    private sealed class HandlerActor<T>(Func<ActorContext<T>, T, ValueTask> receive) : Actor<T>
    {
        protected override ValueTask Receive(T message) => receive(Context, message);
    }
}
