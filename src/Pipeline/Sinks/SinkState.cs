namespace VideoDyn.Pipeline.Sinks;

/// <summary>How the connection of a sink stands.</summary>
public enum SinkState
{
    /// <summary>It is being connected, for the first time or again.</summary>
    Connecting,

    /// <summary>It takes events.</summary>
    Connected,

    /// <summary>It cannot be reached or has asked to wait; it is tried again later, and its events wait in the outbox.</summary>
    Waiting,

    /// <summary>It was closed.</summary>
    Stopped,
}
