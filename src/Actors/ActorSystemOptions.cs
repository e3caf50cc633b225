using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors;

/// <summary>What a system is built with.</summary>
public sealed record ActorSystemOptions
{
    /// <summary>The defaults.</summary>
    public static ActorSystemOptions Default { get; } = new();

    /// <summary>Clock of all timers, windows, back-offs and deadlines. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where actors run whose props name no dispatcher, and where senders that waited for room go on. Default
    /// <see cref="Dispatch.Dispatcher.Pool"/>.
    /// </summary>
    public Dispatcher Dispatcher { get; init; } = Dispatcher.Pool;

    /// <summary>Whether <see cref="Dispatcher"/> replaces the dispatchers named in props: for deterministic tests. Default false.</summary>
    public bool OneDispatcherForAll { get; init; }

    /// <summary>
    /// Upper bound of <see cref="Props{T}.Throughput"/> for all actors; 1 makes every message a turn of its own. Default
    /// no bound, at least 1.
    /// </summary>
    public int MaxThroughput
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxThroughput));
            field = value;
        }
    } = int.MaxValue;

    /// <summary>
    /// What happens to top-level actors that fail. Default <see cref="SupervisorStrategy.Default"/>. What is escalated
    /// here stops the system.
    /// </summary>
    public SupervisorStrategy GuardianStrategy { get; init; } = SupervisorStrategy.Default;

    /// <summary>The order in which top-level actors stop. Default <see cref="ChildStopOrder.LastFirst"/>.</summary>
    public ChildStopOrder StopOrder { get; init; } = ChildStopOrder.LastFirst;

    /// <summary>Seed of the jitter of back-offs. Default null: another one each time.</summary>
    public int? Seed { get; init; }
}
