using VideoDyn.Actors.Cells;

namespace VideoDyn.Actors;

/// <summary>
/// What every actor has, whatever its messages: the hooks of its life. All hooks and handlers of one actor run one at a
/// time. Each may return an unfinished task; until it finishes, the actor handles nothing else.
/// </summary>
/// <remarks>Derive from <see cref="Actor{T}"/>.</remarks>
public abstract class ActorBase
{
    private protected ActorBase()
    {
    }

    internal ActorCell? Cell { get; private set; }

    // The runtime's way to the hooks; "protected internal" hooks would have to be overridden differently by friends.
    internal ValueTask RunPreStart() => PreStart();

    internal ValueTask RunPostStop() => PostStop();

    internal ValueTask RunPreRestart(Exception cause) => PreRestart(cause);

    internal ValueTask RunPostRestart(Exception cause) => PostRestart(cause);

    internal ValueTask RunOnTerminated(Terminated terminated) => OnTerminated(terminated);

    internal void Attach(ActorCell cell)
    {
        if (Cell is not null)
        {
            throw new InvalidOperationException(
                $"the factory of {cell.Path} returned an instance that already lives at {Cell.Path}; expected a new one per call");
        }

        Cell = cell;
    }

    /// <summary>
    /// Runs before the first message, when the context is there (it is not in the constructor). An exception counts as a
    /// failed start: the supervisor sees <see cref="Supervision.ActorStartException"/>.
    /// </summary>
    protected virtual ValueTask PreStart() => ValueTask.CompletedTask;

    /// <summary>
    /// Runs after the last message, when all children have stopped: release everything here. It runs also where
    /// <see cref="PreStart"/> failed. An exception is published as <see cref="Supervision.ActorFault"/>; stopping goes on.
    /// </summary>
    protected virtual ValueTask PostStop() => ValueTask.CompletedTask;

    /// <summary>
    /// Runs on the old instance when it is to be replaced, after its children have stopped. Calls
    /// <see cref="PostStop"/> unless overridden.
    /// </summary>
    /// <param name="cause">Why it is replaced.</param>
    protected virtual ValueTask PreRestart(Exception cause) => PostStop();

    /// <summary>Runs on the new instance after a restart. Calls <see cref="PreStart"/> unless overridden.</summary>
    /// <param name="cause">Why the old instance was replaced.</param>
    protected virtual ValueTask PostRestart(Exception cause) => PreStart();

    /// <summary>
    /// A watched actor has stopped. Comes after all messages that stood in the mailbox at that moment, so also after the
    /// last words of the stopped actor. Throws <see cref="DeathPactException"/> unless overridden.
    /// </summary>
    /// <param name="terminated">Who stopped.</param>
    protected virtual ValueTask OnTerminated(Terminated terminated) =>
        throw new DeathPactException(Cell!.Path, terminated.Actor.Path);
}
