namespace VideoDyn.Actors.Tests.Support;

internal static class LivingExtensions
{
    /// <summary>Has the actor do something when its turn comes.</summary>
    public static bool Do(this IActorRef<Func<Living, ValueTask>> actor, Action<Living> action) => actor.Tell(living =>
    {
        action(living);
        return ValueTask.CompletedTask;
    });

    /// <summary>Has the actor throw.</summary>
    public static bool Fail(this IActorRef<Func<Living, ValueTask>> actor, string message = "boom") =>
        actor.Tell(_ => throw new InvalidOperationException(message));
}
