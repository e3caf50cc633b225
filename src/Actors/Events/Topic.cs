namespace VideoDyn.Actors.Events;

/// <summary>The subscribers of one event type. Publishing reads one array; changes replace it.</summary>
internal sealed class Topic<TEvent>
{
    private readonly Lock _change = new();
    private volatile Subscription[] _all = [];

    public IDisposable Add(IActorRef<TEvent> subscriber)
    {
        var subscription = new Subscription(this, subscriber);
        lock (_change)
            _all = [.. _all, subscription];
        return subscription;
    }

    public void Publish(TEvent happening)
    {
        foreach (Subscription subscription in _all)
        {
            if (subscription.Subscriber.IsTerminated)
                subscription.Dispose();
            else
                subscription.Subscriber.Tell(happening);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_change)
            _all = [.. _all.Where(other => other != subscription)];
    }

    private sealed class Subscription(Topic<TEvent> topic, IActorRef<TEvent> subscriber) : IDisposable
    {
        public IActorRef<TEvent> Subscriber => subscriber;

        public void Dispose() => topic.Remove(this);
    }
}
