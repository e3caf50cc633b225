namespace VideoDyn.Actors.Scheduling;

/// <summary>A timer that tells a message.</summary>
internal sealed class ScheduledTell<T> : IDisposable
{
    private readonly IActorRef<T> _target;
    private readonly T _message;
    private readonly bool _repeats;
    private readonly TimerSet? _owner;
    private ITimer? _timer;
    private volatile bool _over;

    private ScheduledTell(IActorRef<T> target, T message, bool repeats, TimerSet? owner)
    {
        _target = target;
        _message = message;
        _repeats = repeats;
        _owner = owner;
    }

    public static ScheduledTell<T> Start(
        IActorRef<T> target, T message, TimeSpan delay, TimeSpan? interval, TimeProvider time, TimerSet? owner)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } every)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, TimeSpan.Zero, nameof(interval));
        var scheduled = new ScheduledTell<T>(target, message, interval is not null, owner);
        owner?.Add(scheduled);

        // Armed only when the field is set, because it may fire before the next line.
        scheduled._timer = time.CreateTimer(
            static state => ((ScheduledTell<T>)state!).Fire(), scheduled, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        scheduled._timer.Change(delay, interval ?? Timeout.InfiniteTimeSpan);
        return scheduled;
    }

    public void Dispose()
    {
        _over = true;
        _timer?.Dispose();
        _owner?.Remove(this);
    }

    private void Fire()
    {
        if (_over)
            return;
        _target.Tell(_message);
        if (!_repeats || _target.IsTerminated)
            Dispose();
    }
}
