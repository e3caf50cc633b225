using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Events;

/// <summary>Counts every message of a system that was not handled, by cause. Thread-safe.</summary>
public sealed class DeadLetters
{
    private static readonly int s_causes = Enum.GetValues<DropCause>().Length;
    private readonly long[] _counts = new long[s_causes];
    private readonly EventStream _events;

    internal DeadLetters(EventStream events) => _events = events;

    /// <summary>All messages that were not handled so far.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (int cause = 0; cause < _counts.Length; cause++)
                total += Volatile.Read(ref _counts[cause]);
            return total;
        }
    }

    /// <summary>Messages that were not handled for one cause so far.</summary>
    public long CountOf(DropCause cause) => Volatile.Read(ref _counts[(int)cause]);

    internal void Add<T>(ActorPath recipient, DropCause cause)
    {
        Interlocked.Increment(ref _counts[(int)cause]);

        // A subscriber that cannot keep up with dead letters must not make more of them.
        if (typeof(T) != typeof(DeadLetter))
            _events.Publish(new DeadLetter(recipient, typeof(T), cause));
    }
}
