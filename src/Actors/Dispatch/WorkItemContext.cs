namespace VideoDyn.Actors.Dispatch;

/// <summary>Sends what follows an await back to a dispatcher. Install it around the turns a dispatcher runs.</summary>
/// <param name="dispatcher">Where continuations go.</param>
public sealed class WorkItemContext(Dispatcher dispatcher) : SynchronizationContext
{
    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        dispatcher.Schedule(new Continuation(d, state), again: false);
    }

    /// <summary>Not supported: it would block the caller.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a synchronous call into an actor's thread would block; use Post");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private sealed class Continuation(SendOrPostCallback callback, object? state) : IThreadPoolWorkItem
    {
        public void Execute() => callback(state);

        public override string ToString() => "continuation";
    }
}
