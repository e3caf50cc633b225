using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Live;

/// <summary>
/// Spreads connection attempts of all cameras over time, so that a network that comes back is not met by a storm: a
/// bucket of tokens that fills at a steady rate.
/// </summary>
/// <remarks>Places are given in the order they are asked for. Thread-safe.</remarks>
public sealed class ConnectRateLimiter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly double _interval;
    private readonly double _credit;
    private readonly long _origin;
    private double _next;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="perSecond">Attempts per second in the long run; 0.01 to 10000.</param>
    /// <param name="burst">Attempts that may follow at once after a quiet time; 1 to 10000.</param>
    /// <exception cref="VideoDynException">An argument is out of range (kind Configuration).</exception>
    public ConnectRateLimiter(TimeProvider time, double perSecond = 4, int burst = 4)
    {
        ArgumentNullException.ThrowIfNull(time);
        new OptionProblems("connect rate").Range("per second", perSecond, 0.01, 10_000).Range("burst", burst, 1, 10_000).Throw();
        _time = time;
        _interval = 1 / perSecond;
        _credit = (burst - 1) * _interval;
        _origin = time.GetTimestamp();
        _next = -_credit;
    }

    /// <summary>Takes a place in the queue.</summary>
    /// <returns>How long to wait before connecting; zero for at once. The place cannot be given back.</returns>
    public TimeSpan Reserve()
    {
        lock (_gate)
        {
            // The bucket as a time: when the next attempt would be due if none had come sooner than the steady rate.
            double now = _time.GetElapsedTime(_origin).TotalSeconds;
            double due = Math.Max(_next, now - _credit);
            _next = due + _interval;
            return due <= now ? TimeSpan.Zero : TimeSpan.FromSeconds(due - now);
        }
    }
}
