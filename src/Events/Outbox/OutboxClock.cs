namespace VideoDyn.Events.Outbox;

/// <summary>
/// The instant at which events are stored. Within a run it follows the steady clock, so that a jump of the wall clock
/// neither makes events old nor young; from run to run it never goes back.
/// </summary>
internal sealed class OutboxClock
{
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly DateTimeOffset _base;

    public OutboxClock(TimeProvider time, DateTimeOffset newest)
    {
        _time = time;
        _began = time.GetTimestamp();
        DateTimeOffset wall = time.GetUtcNow();
        _base = newest > wall ? newest : wall;
    }

    public DateTimeOffset Now => _base + Running;

    /// <summary>Time since the outbox was opened.</summary>
    public TimeSpan Running => _time.GetElapsedTime(_began);
}
