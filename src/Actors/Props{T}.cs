using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors;

/// <summary>How to make an actor and how to treat it: factory, mailbox, dispatcher, supervision of its children.</summary>
/// <typeparam name="T">What the actor understands.</typeparam>
/// <param name="Factory">Makes a new instance at start and at every restart.</param>
public sealed record Props<T>(Func<Actor<T>> Factory)
{
    /// <summary>Messages the mailbox holds at most. Default 1000, at least 1. Memory is taken as needed, not ahead.</summary>
    public int Capacity
    {
        get;
        init => field = AtLeastOne(value, nameof(Capacity));
    } = 1000;

    /// <summary>What happens to a message when the mailbox is full. Default <see cref="OverflowPolicy.Wait"/>.</summary>
    public OverflowPolicy Overflow { get; init; } = OverflowPolicy.Wait;

    /// <summary>
    /// Takes over every message that is not handled, with the cause; it must dispose what needs disposing. It runs on the
    /// thread that notices the drop, maybe several at once. Default: disposes messages that are
    /// <see cref="IDisposable"/>. The system counts drops by cause in any case.
    /// </summary>
    public Action<T, DropCause>? OnDropped { get; init; }

    /// <summary>Messages <see cref="ActorContext{T}.Stash"/> holds at most. Default 1000, at least 1.</summary>
    public int StashCapacity
    {
        get;
        init => field = AtLeastOne(value, nameof(StashCapacity));
    } = 1000;

    /// <summary>
    /// Messages handled in one turn before other actors get the thread. Default 64, at least 1: more is faster, fewer
    /// is fairer.
    /// </summary>
    public int Throughput
    {
        get;
        init => field = AtLeastOne(value, nameof(Throughput));
    } = 64;

    /// <summary>Where the actor runs. Default null: on the system's dispatcher.</summary>
    public Dispatcher? Dispatcher { get; init; }

    /// <summary>What happens to children that fail. Default <see cref="SupervisorStrategy.Default"/>.</summary>
    public SupervisorStrategy ChildStrategy { get; init; } = SupervisorStrategy.Default;

    /// <summary>The order in which children are stopped. Default <see cref="ChildStopOrder.LastFirst"/>.</summary>
    public ChildStopOrder ChildStopOrder { get; init; } = ChildStopOrder.LastFirst;

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
