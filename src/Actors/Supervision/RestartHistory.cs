namespace VideoDyn.Actors.Supervision;

/// <summary>When restarts were granted, as far as the window reaches.</summary>
internal sealed class RestartHistory
{
    // Without a limit only the back-off looks at the number, and by then it has long reached its maximum.
    private const int MostRemembered = 1000;
    private readonly Queue<long> _granted = new();

    /// <returns>The number of this restart within the window, from 1; null when the limit is reached.</returns>
    public int? TryCount(int limit, TimeSpan window, TimeProvider time)
    {
        long now = time.GetTimestamp();
        while (_granted.Count > 0 && window != Timeout.InfiniteTimeSpan && time.GetElapsedTime(_granted.Peek(), now) >= window)
            _granted.Dequeue();
        if (_granted.Count >= limit)
            return null;
        if (limit == SupervisorStrategy.Unlimited && _granted.Count == MostRemembered)
            _granted.Dequeue();
        _granted.Enqueue(now);
        return _granted.Count;
    }
}
