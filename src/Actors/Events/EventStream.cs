using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoDyn.Actors.Events;

/// <summary>
/// Publishes what the system has to tell, such as <see cref="DeadLetter"/> and <see cref="Supervision.ActorFault"/>, and
/// whatever its users like. Subscriptions are by exact type. Thread-safe; publishing allocates nothing.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name that users of Akka know.")]
public sealed class EventStream
{
    private readonly ConcurrentDictionary<Type, object> _topics = new();

    internal EventStream()
    {
    }

    /// <summary>Has every event of a type told to an actor, until it stops or the subscription is disposed.</summary>
    /// <param name="subscriber">Who is told; its mailbox policy applies.</param>
    /// <typeparam name="TEvent">The exact type that is published.</typeparam>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe<TEvent>(IActorRef<TEvent> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var topic = (Topic<TEvent>)_topics.GetOrAdd(typeof(TEvent), static _ => new Topic<TEvent>());
        return topic.Add(subscriber);
    }

    /// <summary>Tells all subscribers of the type.</summary>
    /// <param name="happening">The event.</param>
    /// <typeparam name="TEvent">The type under which it is published.</typeparam>
    public void Publish<TEvent>(TEvent happening)
    {
        if (_topics.TryGetValue(typeof(TEvent), out object? topic))
            ((Topic<TEvent>)topic).Publish(happening);
    }
}
