using VideoDyn.Actors.Cells;
using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.Events;
using VideoDyn.Actors.Scheduling;

namespace VideoDyn.Actors;

/// <summary>The root of a hierarchy of actors, with what they share: clock, dispatcher, event stream, dead letters.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ActorSystem
{
    private readonly ActorSystemOptions _options;
    private readonly ActorCell<bool> _guardian;
    private readonly TaskCompletionSource _terminated = new();
    private readonly Random _random;
    private readonly Lock _randomLock = new();

    /// <summary>Starts an empty system.</summary>
    /// <param name="options">Clock, dispatcher and so on; null for the defaults.</param>
    public ActorSystem(ActorSystemOptions? options = null)
    {
        _options = options ?? ActorSystemOptions.Default;
        _random = _options.Seed is { } seed ? new Random(seed) : new Random();
        DeadLetters = new DeadLetters(Events);
        Props<bool> guardian = Props.Create(() => new Guardian()) with
        {
            ChildStrategy = _options.GuardianStrategy,
            ChildStopOrder = _options.StopOrder,
        };
        _guardian = new ActorCell<bool>(this, null, ActorPath.Root, guardian);
        _guardian.Start();
    }

    /// <summary>What the system and its users publish.</summary>
    public EventStream Events { get; } = new();

    /// <summary>Counts of the messages that were not handled.</summary>
    public DeadLetters DeadLetters { get; }

    /// <summary>The clock of all timers and windows.</summary>
    public TimeProvider Time => _options.Time;

    /// <summary>Completes when every actor has stopped, whoever asked for it.</summary>
    public Task Terminated => _terminated.Task;

    /// <summary>What was escalated beyond the top-level actors and so stopped the system; else null.</summary>
    public Exception? Failure { get; private set; }

    internal Dispatcher Completions => _options.Dispatcher;

    internal bool OneDispatcherForAll => _options.OneDispatcherForAll;

    internal int MaxThroughput => _options.MaxThroughput;

    /// <summary>Creates a top-level actor; it starts on its own dispatcher.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">Its name, unique among the top-level actors; null for a generated one.</param>
    /// <exception cref="ArgumentException">The name is taken or has characters that <see cref="ActorPath.Child"/> refuses.</exception>
    /// <exception cref="InvalidOperationException">The system is stopping.</exception>
    public IActorRef<T> Spawn<T>(Props<T> props, string? name = null) => _guardian.Spawn(props, name);

    /// <summary>Stops an actor after the message it handles now; what is queued goes to the dead letters.</summary>
    /// <exception cref="ArgumentException">The reference is not one of an actor of this system.</exception>
    public void Stop(IActorRef actor) => Mine(actor).RequestStop();

    /// <summary>Stops an actor after the messages that are queued now (in Akka: the poison pill).</summary>
    /// <exception cref="ArgumentException">The reference is not one of an actor of this system.</exception>
    public void StopAfterQueued(IActorRef actor) => Mine(actor).Post(new StopSignal());

    /// <summary>Tells a message later, once or again and again, through the system's clock.</summary>
    /// <param name="target">Who is told; its mailbox policy applies.</param>
    /// <param name="message">The message; a repeated one is the same instance each time.</param>
    /// <param name="delay">Until the first time; at least zero.</param>
    /// <param name="interval">From one time to the next; above zero; null for once.</param>
    /// <returns>Cancels when disposed. A message that was told already stays in the mailbox.</returns>
    public IDisposable ScheduleTell<T>(IActorRef<T> target, T message, TimeSpan delay, TimeSpan? interval = null) =>
        ScheduledTell<T>.Start(target, message, delay, interval, Time, owner: null);

    /// <summary>
    /// Stops every actor, children before parents and in the order the props ask for, and waits without holding a thread.
    /// </summary>
    /// <param name="deadline">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>Who had not stopped at the deadline. They stay as they are; a second call waits on.</returns>
    public async Task<ShutdownReport> StopAsync(TimeSpan deadline)
    {
        _guardian.RequestStop();
        try
        {
            await Terminated.WaitAsync(deadline, Time).ConfigureAwait(false);
            return new ShutdownReport([]);
        }
        catch (TimeoutException)
        {
            return new ShutdownReport(Snapshot());
        }
    }

    /// <summary>All actors that have not stopped, parents before children; not one instant for all, but each line is true.</summary>
    public IReadOnlyList<ActorInfo> Snapshot()
    {
        var found = new List<ActorInfo>();
        _guardian.DescribeChildren(found);
        return found;
    }

    internal double NextRandom()
    {
        lock (_randomLock)
            return _random.NextDouble();
    }

    internal void OnGuardianFailed(Exception error)
    {
        Failure ??= error;
        _guardian.RequestStop();
    }

    // What awaits the end runs as a work item of the dispatcher, not inside the guardian's turn.
    internal void OnGuardianStopped() => Completions.Schedule(new End(_terminated), again: false);

    private ActorCell Mine(IActorRef actor)
    {
        ActorCell cell = ActorCell.Of(actor);
        return cell.System == this ? cell : throw new ArgumentException($"{cell.Path} lives in another system", nameof(actor));
    }

    private sealed class End(TaskCompletionSource terminated) : IThreadPoolWorkItem
    {
        public void Execute() => terminated.TrySetResult();

        public override string ToString() => "end of the system";
    }

    private sealed class Guardian : Actor<bool>
    {
        protected override ValueTask Receive(bool message) => ValueTask.CompletedTask;
    }
}
