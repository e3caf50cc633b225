namespace VideoDyn.Actors.TestKit;

/// <summary>
/// A clock that only moves when told to. Its frequency is odd on purpose, so that code which takes ticks for
/// timestamps is found out.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private readonly List<VirtualTimer> _armed = [];
    private TimeSpan _now;
    private long _order;

    /// <summary>Time since the clock was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>Timers that are waiting to fire.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
                return _armed.Count;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => 7_654_321;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => s_start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)Math.Round((decimal)Elapsed.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the next timer that is due until then, and moves the clock to it.</summary>
    /// <returns>False when there is none; the clock stays.</returns>
    public bool FireNext(TimeSpan until)
    {
        VirtualTimer? next;
        lock (_lock)
        {
            next = _armed.Where(timer => timer.Due <= until).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (next is null)
                return false;
            _now = next.Due > _now ? next.Due : _now;
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
                Arm(next, next.Due + next.Period);
        }

        next.Fire();
        return true;
    }

    /// <summary>Moves the clock past no timer: fire those first.</summary>
    public void MoveTo(TimeSpan time)
    {
        lock (_lock)
        {
            if (_armed.Exists(timer => timer.Due <= time))
                throw new InvalidOperationException($"timers are due until {time}; fire them first");
            _now = time > _now ? time : _now;
        }
    }

    private void Arm(VirtualTimer timer, TimeSpan due)
    {
        timer.Due = due;
        timer.Order = _order++;
        _armed.Add(timer);
    }

    private sealed class VirtualTimer(VirtualTime clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._armed.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock.Arm(this, clock._now + dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._armed.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
