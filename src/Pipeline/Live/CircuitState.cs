namespace VideoDyn.Pipeline.Live;

/// <summary>How a camera's connection stands, for metrics and health.</summary>
public enum CircuitState
{
    /// <summary>A connection is being made, or its first picture is awaited.</summary>
    Connecting,

    /// <summary>Pictures come.</summary>
    Streaming,

    /// <summary>The connection is over; the next attempt follows after a short pause.</summary>
    Waiting,

    /// <summary>Several attempts in a row failed, or the password is wrong; attempts go on at long intervals.</summary>
    Down,
}
