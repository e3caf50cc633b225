namespace VideoDyn.Actors.Dispatch;

/// <summary>Decides on which thread turns run. One actor has at most one turn scheduled at any time.</summary>
public abstract class Dispatcher
{
    /// <summary>Runs turns on the thread pool: the default, for handlers that never block.</summary>
    public static Dispatcher Pool { get; } = new PoolDispatcher();

    /// <summary>
    /// Gives every actor its own background thread, also for what follows an await in its handlers: for native calls
    /// that block. Such a handler may hold its thread for as long as it likes; it should watch
    /// <see cref="ActorContext{T}.Stopping"/>.
    /// </summary>
    public static Dispatcher DedicatedThread { get; } = new DedicatedThreads();

    /// <summary>
    /// Has the work run soon, on another stack: the work must never run inside this call, which is made under the lock
    /// of a mailbox. Thread-safe.
    /// </summary>
    /// <param name="work">A turn, or the completion of a wait; its text names it for logs of tests.</param>
    /// <param name="again">Whether the same actor just used up a turn, so that others should go first.</param>
    public abstract void Schedule(IThreadPoolWorkItem work, bool again);

    /// <summary>Called once for an actor before its first turn.</summary>
    /// <param name="path">The actor.</param>
    /// <returns>What schedules this actor's turns; a shared dispatcher returns itself.</returns>
    protected internal virtual Dispatcher Attach(ActorPath path) => this;

    /// <summary>Called once after an actor's last message, on what <see cref="Attach"/> returned, inside its last turn.</summary>
    protected internal virtual void Detach()
    {
    }
}
