using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors.Cells;

/// <summary>The typed part of a cell: sending, dropping and stashing messages.</summary>
internal sealed partial class ActorCell<T> : ActorCell, IActorRef<T>
{
    private readonly Props<T> _props;
    private MessageRing<T> _stash;

    public ActorCell(ActorSystem system, ActorCell? parent, ActorPath path, Props<T> props)
        : base(system, parent, path)
    {
        _props = props;
        _throughput = Math.Min(props.Throughput, system.MaxThroughput);
        Mailbox = new Mailbox<T>(props.Capacity, props.Overflow, system.Completions);
        Context = new ActorContext<T>(this);
    }

    public Mailbox<T> Mailbox { get; }

    public ActorContext<T> Context { get; }

    /// <summary>What handles messages instead of the actor's own method.</summary>
    public Func<T, ValueTask>? Behaviour { get; set; }

    protected override Mailbox AnyMailbox => Mailbox;

    protected override SupervisorStrategy ChildStrategy => _props.ChildStrategy;

    protected override ChildStopOrder ChildStopOrder => _props.ChildStopOrder;

    public void Start()
    {
        AttachTo(System.OneDispatcherForAll ? System.Completions : _props.Dispatcher ?? System.Completions);
        Post(new StartMessage());
    }

    public bool Tell(T message)
    {
        PostOutcome outcome = Mailbox.Post(message, out T evicted, out bool wake);
        if (wake)
            Dispatcher.Schedule(this, again: false);
        if (outcome == PostOutcome.Accepted)
            return true;
        return Refuse(outcome == PostOutcome.Evicted ? evicted : message, outcome);
    }

    public ValueTask<bool> TellAsync(T message, CancellationToken cancellationToken = default)
    {
        PostOutcome outcome = Mailbox.Post(message, out T evicted, out bool wake);
        if (wake)
            Dispatcher.Schedule(this, again: false);
        if (outcome == PostOutcome.Accepted)
            return new ValueTask<bool>(true);
        if (outcome == PostOutcome.Full && Mailbox.Overflow == OverflowPolicy.Wait)
            return WaitForRoom(message, cancellationToken);
        return new ValueTask<bool>(Refuse(outcome == PostOutcome.Evicted ? evicted : message, outcome));
    }

    /// <summary>Hands a message that will not be handled to its drop handler and counts it. Never throws.</summary>
    public void Drop(T message, DropCause cause)
    {
        try
        {
            if (_props.OnDropped is { } onDropped)
                onDropped(message, cause);
            else if (message is IDisposable disposable)
                disposable.Dispose();
        }
        catch (Exception e)
        {
            Publish(FaultPhase.Callback, e);
        }

        System.DeadLetters.Add<T>(Path, cause);
    }

    public bool Stash(T message)
    {
        if (_stash.Count == _props.StashCapacity)
        {
            Drop(message, DropCause.StashFull);
            return false;
        }

        _stash.Enqueue(message);
        return true;
    }

    public void UnstashAll()
    {
        if (_stash.Count > 0)
            Mailbox.Unstash(ref _stash);
    }

    protected override ActorBase CreateInstance()
    {
        Actor<T> actor = _props.Factory();
        return actor ?? throw new InvalidOperationException($"the factory of {Path} returned null; expected a new actor");
    }

    protected override void ForgetInstance()
    {
        Behaviour = null;
        UnstashAll();
    }

    protected override SystemMessage? CloseMailbox()
    {
        var unhandled = new List<T>();
        SystemMessage? rest = Mailbox.Close(unhandled);
        foreach (T message in unhandled)
            Drop(message, DropCause.ActorStopped);
        return rest;
    }

    private bool Refuse(T lost, PostOutcome outcome)
    {
        Drop(lost, outcome switch
        {
            PostOutcome.Evicted => DropCause.Evicted,
            PostOutcome.Full => DropCause.MailboxFull,
            PostOutcome.Canceled => DropCause.Canceled,
            _ => DropCause.ActorStopped,
        });
        return outcome == PostOutcome.Evicted;
    }

    private ValueTask<bool> WaitForRoom(T message, CancellationToken cancellationToken)
    {
        WaitingSender<T> sender = Mailbox.Rent(this);
        sender.Start(message, cancellationToken);
        ValueTask<bool> completion = sender.Completion;
        PostOutcome? outcome = Mailbox.PostOrWait(sender, out bool wake);
        if (wake)
            Dispatcher.Schedule(this, again: false);
        if (outcome is not { } ended)
            return completion;
        sender.Abandon();
        if (ended == PostOutcome.Accepted)
            return new ValueTask<bool>(true);
        Refuse(message, ended);
        return ended == PostOutcome.Canceled
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : new ValueTask<bool>(false);
    }
}
