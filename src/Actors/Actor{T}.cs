using VideoDyn.Actors.Cells;

namespace VideoDyn.Actors;

/// <summary>
/// State that only its own messages can reach. The runtime calls handlers one at a time; fields need no locks. What
/// survives a restart, and what does not, stands in docs/actors.md.
/// </summary>
/// <typeparam name="T">What the actor understands; a small struct costs no allocation per message.</typeparam>
public abstract class Actor<T> : ActorBase
{
    /// <summary>The actor's access to its surroundings; to be used inside handlers and hooks only.</summary>
    /// <exception cref="InvalidOperationException">In the constructor, where there is none yet.</exception>
    protected ActorContext<T> Context => Cell is ActorCell<T> cell
        ? cell.Context
        : throw new InvalidOperationException($"{GetType().Name} has no context in its constructor; use it from {nameof(PreStart)} on");

    /// <summary>
    /// Handles one message. From here on the message belongs to the actor, also if the handler throws. A handler that
    /// returns a completed task costs no allocation and stays on its thread.
    /// </summary>
    /// <param name="message">The message.</param>
    protected abstract ValueTask Receive(T message);

    internal ValueTask RunReceive(T message) => Receive(message);
}
