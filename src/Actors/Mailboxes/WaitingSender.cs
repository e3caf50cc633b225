using System.Threading.Tasks.Sources;
using VideoDyn.Actors.Cells;

namespace VideoDyn.Actors.Mailboxes;

/// <summary>
/// A sender that waits for room, as a reusable task source. Its continuation runs as a work item of the system's
/// dispatcher: never inside the receiver's turn, and without an allocation.
/// </summary>
internal sealed class WaitingSender<T>(ActorCell<T> receiver) : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private static readonly Action<object?> s_cancel = state => ((WaitingSender<T>)state!).Cancel();
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;
    private T _message = default!;
    private bool _accepted;

    public WaitingSender<T>? Next { get; set; }

    /// <summary>Whether the token fired; guarded by the mailbox.</summary>
    public bool IsCanceled { get; set; }

    public ValueTask<bool> Completion => new(this, _source.Version);

    public void Start(T message, CancellationToken token)
    {
        _message = message;
        _token = token;
        if (token.CanBeCanceled)
            _registration = token.UnsafeRegister(s_cancel, this);
    }

    public T TakeMessage()
    {
        T message = _message;
        _message = default!;
        return message;
    }

    public void SetOutcome(bool accepted) => _accepted = accepted;

    void IThreadPoolWorkItem.Execute()
    {
        if (IsCanceled && !_accepted)
            _source.SetException(new OperationCanceledException(_token));
        else
            _source.SetResult(_accepted);
    }

    /// <summary>Gives back a sender that did not have to wait.</summary>
    public void Abandon()
    {
        if (StopListening())
            Recycle();
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        bool reusable = StopListening();
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            if (reusable)
                Recycle();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    public override string ToString() => $"sender to {receiver.Path}";

    private void Cancel()
    {
        if (!receiver.Mailbox.Cancel(this))
            return;
        receiver.Drop(TakeMessage(), DropCause.Canceled);
        receiver.System.Completions.Schedule(this, again: false);
    }

    // A cancellation that is running, or has run, still holds this object: then it must not be used again.
    private bool StopListening() => !_token.CanBeCanceled || _registration.Unregister();

    private void Recycle()
    {
        _source.Reset();
        _registration = default;
        _token = default;
        _message = default!;
        _accepted = false;
        receiver.Mailbox.Return(this);
    }
}
