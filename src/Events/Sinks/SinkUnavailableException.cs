namespace VideoDyn.Events.Sinks;

/// <summary>A sink cannot deliver now: not reachable, refused the connection, or went away. It is tried again later.</summary>
/// <param name="message">What happened, with the address but without credentials.</param>
/// <param name="innerException">The cause, if an exception told it.</param>
public sealed class SinkUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>How long the other side asks to wait; null for the sender's own back-off.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
