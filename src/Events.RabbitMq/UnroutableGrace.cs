namespace VideoDyn.Events.RabbitMq;

/// <summary>
/// Whether a returned message may still find its queue. The time counts from the connection; connections that are made only
/// to send a returned message again do not begin it anew, so that a queue that nobody ever binds is noticed. A connection
/// after a real outage does, because queues that lived with the old one are bound again only now.
/// </summary>
/// <remarks>Thread-safe: messages come back on the client's thread.</remarks>
internal sealed class UnroutableGrace(TimeSpan length, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _since;
    private volatile bool _isUsed;

    /// <summary>A connection was made.</summary>
    public void Connected()
    {
        if (!_isUsed)
            Volatile.Write(ref _since, _time.GetTimestamp());
    }

    /// <summary>A whole batch was answered.</summary>
    public void Answered() => _isUsed = false;

    /// <summary>The connection was lost, or could not be made, for another reason than a returned message.</summary>
    public void Lost() => _isUsed = false;

    /// <summary>A message came back: whether it is to be sent again.</summary>
    public bool Covers()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _since)) >= length)
            return false;
        _isUsed = true;
        return true;
    }
}
