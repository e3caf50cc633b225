using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Asking;

/// <summary>The address a reply is sent to; takes one message and then leads to the dead letters.</summary>
internal sealed class PromiseRef<TReply>(IActorRef asked) : IActorRef<TReply>
{
    private static readonly ActorPath s_asks = ActorPath.Root.Child("asks");
    private readonly TaskCompletionSource<TReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ActorPath Path => s_asks.Child(asked.Path.Name.Replace('$', '~'));

    public ActorSystem System => asked.System;

    public bool IsTerminated => _reply.Task.IsCompleted;

    public Task<TReply> Reply => _reply.Task;

    public bool Tell(TReply message)
    {
        if (_reply.TrySetResult(message))
            return true;
        (message as IDisposable)?.Dispose();
        System.DeadLetters.Add<TReply>(Path, DropCause.AskEnded);
        return false;
    }

    public ValueTask<bool> TellAsync(TReply message, CancellationToken cancellationToken = default) => new(Tell(message));

    public void Cancel() => _reply.TrySetCanceled();
}
