using VideoDyn.Actors.Mailboxes;
using Xunit.Sdk;

namespace VideoDyn.Actors.TestKit;

/// <summary>
/// A system on one thread and on virtual time: nothing happens between the calls of the test, so that a test needs no
/// waiting and a failure repeats. Disposing it stops the system and fails the test where an actor did not finish, a
/// timer is left, or a message was lost without the test saying so.
/// </summary>
public sealed class ActorWorld : IDisposable
{
    private const int MaxSteps = 1_000_000;
    private readonly HashSet<DropCause> _expectedDrops = [];
    private bool _unfinishedExpected;

    /// <summary>Starts an empty world.</summary>
    /// <param name="seed">Decides who goes next; null for first in, first out.</param>
    /// <param name="options">What else the system is built with; clock and dispatcher are replaced.</param>
    public ActorWorld(int? seed = null, ActorSystemOptions? options = null)
    {
        Dispatcher = new SteppingDispatcher(seed);
        System = new ActorSystem((options ?? ActorSystemOptions.Default) with
        {
            Time = Time,
            Dispatcher = Dispatcher,
            OneDispatcherForAll = true,
            MaxThroughput = seed is null ? int.MaxValue : 1,
            Seed = seed ?? 0,
        });
        Random = new Random(seed ?? 0);
    }

    /// <summary>The system under test.</summary>
    public ActorSystem System { get; }

    /// <summary>Its clock; moved by <see cref="Advance"/>.</summary>
    public VirtualTime Time { get; } = new();

    /// <summary>What runs its turns.</summary>
    public SteppingDispatcher Dispatcher { get; }

    /// <summary>Chance for scenarios, from the same seed.</summary>
    public Random Random { get; }

    /// <summary>Runs until nobody has anything to do at this instant.</summary>
    public void Run()
    {
        for (int step = 0; Dispatcher.Step(); step++)
        {
            if (step == MaxSteps)
                throw new XunitException($"no end after {MaxSteps} steps; the last were {string.Join(", ", Dispatcher.Trace.TakeLast(20))}");
        }
    }

    /// <summary>Runs, then lets time pass: after each timer everything runs before the next one fires.</summary>
    public void Advance(TimeSpan time)
    {
        Run();
        TimeSpan until = Time.Elapsed + time;
        while (Time.FireNext(until))
            Run();
        Time.MoveTo(until);
    }

    /// <summary>Like <see cref="Advance"/>, but timers and turns race: the seed decides whether time passes before all have run.</summary>
    public void AdvanceRacing(TimeSpan time)
    {
        TimeSpan until = Time.Elapsed + time;
        do
        {
            int turns = Random.Next(12);
            for (int turn = 0; turn < turns && Dispatcher.Step(); turn++)
                continue;
        }
        while (Time.FireNext(until) || !Dispatcher.IsIdle);
        Time.MoveTo(until);
    }

    /// <summary>An actor that keeps what it is told.</summary>
    public Probe<T> Probe<T>(string? name = null) => new(this, name);

    /// <summary>An actor that watches others.</summary>
    public DeathWatch DeathWatch() => new(this);

    /// <summary>Says that messages get lost for this cause in this test.</summary>
    public void ExpectDrops(params DropCause[] causes) => _expectedDrops.UnionWith(causes);

    /// <summary>Says that actors of this test do not stop.</summary>
    public void ExpectUnfinished() => _unfinishedExpected = true;

    /// <summary>Runs until a task has completed.</summary>
    /// <exception cref="XunitException">It did not complete although nothing was left to do.</exception>
    public void Complete(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Run();
        if (!task.IsCompleted)
            throw new XunitException("the task has not completed and nobody has anything to do");
    }

    /// <summary>Stops the system and checks the guards.</summary>
    public void Dispose()
    {
        Run();

        // What is in the mailboxes at the end is lost on purpose; what was lost before is the test's business.
        Dictionary<DropCause, long> drops = Enum.GetValues<DropCause>().ToDictionary(cause => cause, System.DeadLetters.CountOf);
        _ = System.StopAsync(Timeout.InfiniteTimeSpan);
        Run();
        if (!_unfinishedExpected)
            Guards.AllFinished(System);
        Guards.OnlyDrops(drops, _expectedDrops);
        if (!_unfinishedExpected && Time.ArmedTimers > 0)
            throw new XunitException($"{Time.ArmedTimers} timers are still armed after all actors have stopped");
    }
}
