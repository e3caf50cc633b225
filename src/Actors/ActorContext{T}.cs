using VideoDyn.Actors.Cells;
using VideoDyn.Actors.Scheduling;

namespace VideoDyn.Actors;

/// <summary>An actor's access to its surroundings. To be used inside its own handlers and hooks only.</summary>
/// <typeparam name="T">What the actor understands.</typeparam>
public sealed class ActorContext<T>
{
    private readonly ActorCell<T> _cell;

    internal ActorContext(ActorCell<T> cell) => _cell = cell;

    /// <summary>The actor's own address; stays the same through restarts.</summary>
    public IActorRef<T> Self => _cell;

    /// <summary>The system the actor lives in.</summary>
    public ActorSystem System => _cell.System;

    /// <summary>The clock to use.</summary>
    public TimeProvider Time => _cell.System.Time;

    /// <summary>The children that have not stopped, oldest first.</summary>
    public IReadOnlyList<IActorRef> Children => _cell.ChildRefs();

    /// <summary>
    /// Fires when this instance is asked to stop or is to be restarted, also while a handler runs: hand it to what the
    /// handler awaits, or poll it in a native loop. Callbacks on it run on the system's dispatcher, beside the handler.
    /// </summary>
    public CancellationToken Stopping => _cell.Stopping;

    /// <summary>Creates a child; it starts on its own dispatcher, and messages told to it meanwhile are kept.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">Its name, unique among the children; null for a generated one.</param>
    /// <exception cref="ArgumentException">The name is taken or has characters that <see cref="ActorPath.Child"/> refuses.</exception>
    /// <exception cref="InvalidOperationException">This actor is stopping or restarting.</exception>
    public IActorRef<TChild> Spawn<TChild>(Props<TChild> props, string? name = null) => _cell.Spawn(props, name);

    /// <summary>Stops an actor, maybe this one, after the message it handles now.</summary>
    public void Stop(IActorRef actor) => System.Stop(actor);

    /// <summary>
    /// Asks to be told when another actor has stopped for good, by <see cref="ActorBase.OnTerminated"/>, exactly once; at
    /// once if it already has. Watching again changes nothing. Watching survives a restart of the watcher.
    /// </summary>
    /// <exception cref="ArgumentException">The reference is this actor's own, or not one of an actor.</exception>
    public void Watch(IActorRef actor) => _cell.Watch(ActorCell.Of(actor));

    /// <summary>Takes <see cref="Watch"/> back: from now on its end is not told, even if it is over already.</summary>
    public void Unwatch(IActorRef actor) => _cell.Unwatch(ActorCell.Of(actor));

    /// <summary>Has another function handle the following messages, until a restart or <see cref="Unbecome"/>.</summary>
    /// <param name="receive">The new behaviour; keep it in a field, because a new delegate is an allocation.</param>
    public void Become(Func<T, ValueTask> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _cell.Behaviour = receive;
    }

    /// <summary>Goes back to <see cref="Actor{T}.Receive"/>.</summary>
    public void Unbecome() => _cell.Behaviour = null;

    /// <summary>
    /// Puts a message aside until <see cref="UnstashAll"/>. The message belongs to the runtime again. On a restart stashed
    /// messages go back to the mailbox, on a stop to the dead letters.
    /// </summary>
    /// <returns>False when the stash was full and the message was dropped.</returns>
    public bool Stash(T message) => _cell.Stash(message);

    /// <summary>Puts all stashed messages back in front of the mailbox, in their order.</summary>
    public void UnstashAll() => _cell.UnstashAll();

    /// <summary>
    /// Tells a message later, as <see cref="ActorSystem.ScheduleTell"/> does; ends also when this actor stops or restarts.
    /// </summary>
    /// <param name="target">Who is told, often <see cref="Self"/>.</param>
    /// <param name="message">The message; a repeated one is the same instance each time.</param>
    /// <param name="delay">Until the first time; at least zero.</param>
    /// <param name="interval">From one time to the next; above zero; null for once.</param>
    /// <returns>Cancels when disposed. A message that was told already stays in the mailbox.</returns>
    public IDisposable ScheduleTell<TTarget>(IActorRef<TTarget> target, TTarget message, TimeSpan delay, TimeSpan? interval = null) =>
        ScheduledTell<TTarget>.Start(target, message, delay, interval, Time, _cell.Timers);
}
