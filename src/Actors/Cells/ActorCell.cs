using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Scheduling;
using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors.Cells;

/// <summary>
/// What stays when an actor's instance comes and goes: its address, mailbox, place in the hierarchy and supervision.
/// </summary>
/// <remarks>
/// Everything here runs inside the cell's own turn, one step at a time, unless a member says that it is for others. So
/// there are no locks but those of the mailbox and the list of children. Parts: lifecycle, supervision, watching,
/// interruption here; the turn, messages and the stash in <see cref="ActorCell{T}"/>.
/// </remarks>
internal abstract partial class ActorCell : IActorRef, IThreadPoolWorkItem
{
    private volatile ActorState _state = ActorState.Starting;
    private Children? _children;
    private TimerSet? _timers;

    protected ActorCell(ActorSystem system, ActorCell? parent, ActorPath path)
    {
        System = system;
        Parent = parent;
        Path = path;

        // Anyone may spawn below the guardian, so its list must be there before the first race for it.
        if (parent is null)
            _children = new Children();
    }

    public ActorSystem System { get; }

    public ActorPath Path { get; }

    public bool IsTerminated => _state == ActorState.Stopped;

    public TimerSet Timers => _timers ??= new TimerSet();

    protected ActorCell? Parent { get; }

    protected ActorBase? Instance { get; private set; }

    protected Dispatcher Dispatcher { get; private set; } = Dispatcher.Pool;

    protected ActorState State => _state;

    protected abstract Mailbox AnyMailbox { get; }

    protected abstract SupervisorStrategy ChildStrategy { get; }

    protected abstract ChildStopOrder ChildStopOrder { get; }

    /// <summary>The cell behind a reference; for others.</summary>
    /// <exception cref="ArgumentException">The reference is not one of an actor.</exception>
    public static ActorCell Of(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor as ActorCell
            ?? throw new ArgumentException($"{actor.Path} is not an actor that can be watched or stopped", nameof(actor));
    }

    /// <summary>Sends a system message; for others.</summary>
    /// <returns>False when the actor has stopped.</returns>
    public bool Post(SystemMessage message)
    {
        bool posted = AnyMailbox.Post(message, out bool wake);
        if (wake)
            Dispatcher.Schedule(this, again: false);
        return posted;
    }

    /// <summary>Sends a signal behind the messages that are queued now; for others.</summary>
    public void Post(Signal signal)
    {
        AnyMailbox.Post(signal, out bool wake);
        if (wake)
            Dispatcher.Schedule(this, again: false);
    }

    /// <summary>Creates and starts a child. For the guardian this is for others.</summary>
    public ActorCell<TChild> Spawn<TChild>(Props<TChild> props, string? name)
    {
        ArgumentNullException.ThrowIfNull(props);
        return ChildrenForAdding().Add(Path, name, path =>
        {
            // Started before anyone can find it, so that no stop overtakes the start.
            var child = new ActorCell<TChild>(System, this, path, props);
            child.Start();
            return child;
        });
    }

    public IReadOnlyList<IActorRef> ChildRefs() => _children?.ToArray() ?? [];

    /// <summary>Lists all actors below this one, parents first; for others.</summary>
    public void DescribeChildren(List<ActorInfo> found)
    {
        foreach (ActorCell child in _children?.ToArray() ?? [])
        {
            if (child.State != ActorState.Stopped)
                found.Add(new ActorInfo(child.Path, child.State, child.AnyMailbox.CountNow));
            child.DescribeChildren(found);
        }
    }

    public override string ToString() => Path.ToString();

    void IThreadPoolWorkItem.Execute() => RunTurn();

    protected abstract void RunTurn();

    protected abstract ActorBase CreateInstance();

    /// <summary>Forgets what belonged to the old instance; its stash goes back to the mailbox.</summary>
    protected abstract void ForgetInstance();

    /// <summary>Closes the mailbox and drops what is in it.</summary>
    protected abstract SystemMessage? CloseMailbox();

    protected void AttachTo(Dispatcher dispatcher) =>
        Dispatcher = dispatcher.Attach(Path);

    protected void Publish(FaultPhase phase, Exception error) =>
        System.Events.Publish(new ActorFault(Path, phase, error, null, TimeSpan.Zero));

    private Children ChildrenForAdding()
    {
        if (_children is { } children)
            return children;
        _children = new Children();
        if (_state is not (ActorState.Starting or ActorState.Running))
            _children.Close(true);
        return _children;
    }
}
