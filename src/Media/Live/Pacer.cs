using VideoDyn.Media.Decoding;

namespace VideoDyn.Media.Live;

/// <summary>Lets the packets of a recording through in real time.</summary>
/// <remarks>Times are absolute: after a delay packets catch up, as those of a camera would that waited in a socket.</remarks>
internal sealed class Pacer : IPacketPacer, IDisposable
{
    private readonly TimeProvider _time;
    private readonly double _rate;
    private readonly ManualResetEventSlim _due = new(false, spinCount: 0);
    private readonly ITimer _timer;
    private long? _origin;

    /// <summary>Creates a pacer.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="rate">Seconds of the recording per second of the clock; more than 0.</param>
    public Pacer(TimeProvider time, double rate)
    {
        _time = time;
        _rate = rate;
        _timer = time.CreateTimer(static state => ((ManualResetEventSlim)state!).Set(), _due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stream time at which the recording begins this time round.</summary>
    public TimeSpan Shift { get; set; }

    /// <inheritdoc/>
    public long LastRelease { get; private set; }

    /// <inheritdoc/>
    public void Release(TimeSpan? time, CancellationToken cancellationToken)
    {
        if (time is not { } mediaTime)
            return;
        // The first packet is due now; pictures that precede theirs in the file are late and pass at once.
        long after = (long)((mediaTime + Shift).TotalSeconds / _rate * _time.TimestampFrequency);
        long due = (_origin ??= _time.GetTimestamp() - after) + after;
        LastRelease = due;
        while (true)
        {
            TimeSpan left = _time.GetElapsedTime(_time.GetTimestamp(), due);
            if (left <= TimeSpan.Zero)
                return;
            _due.Reset();
            _timer.Change(left, Timeout.InfiniteTimeSpan);
            _due.Wait(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
    }
}
