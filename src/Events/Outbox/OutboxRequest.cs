using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Outbox;

/// <summary>Something that a sink asks of the writer's thread.</summary>
internal abstract class OutboxRequest
{
    /// <summary>It cannot be answered any more.</summary>
    public abstract void Cancel();
}

/// <summary>A sink wants its next events, once there are any.</summary>
internal sealed class ReadRequest(string sink, int most, CancellationToken cancellationToken) : OutboxRequest
{
    private readonly TaskCompletionSource<IReadOnlyList<OutgoingEvent>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Sink => sink;

    public int Most => most;

    public Task<IReadOnlyList<OutgoingEvent>> Task => _done.Task;

    /// <summary>Whether whoever asked has gone.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public void Complete(IReadOnlyList<OutgoingEvent> events) => _done.TrySetResult(events);

    public override void Cancel() => _done.TrySetCanceled(cancellationToken);
}

/// <summary>A sink has answered for its events up to one.</summary>
internal sealed class ConfirmRequest(string sink, long sequence, IReadOnlyList<RefusedEvent> refused) : OutboxRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Sink => sink;

    public long Sequence => sequence;

    public IReadOnlyList<RefusedEvent> Refused => refused;

    public Task Task => _done.Task;

    public void Complete() => _done.TrySetResult();

    public override void Cancel() => _done.TrySetCanceled();
}

/// <summary>Somebody wants to know when everything handed over before is on disk.</summary>
internal sealed class FlushRequest : OutboxRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public void Complete() => _done.TrySetResult();

    public override void Cancel() => _done.TrySetCanceled();
}
