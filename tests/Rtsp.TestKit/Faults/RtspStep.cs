namespace VideoDyn.Rtsp.TestKit.Faults;

/// <summary>The steps of a client on the way to a picture.</summary>
public enum RtspStep
{
    /// <summary>The TCP connection was accepted.</summary>
    Connect,

    /// <summary>OPTIONS came in.</summary>
    Options,

    /// <summary>DESCRIBE came in.</summary>
    Describe,

    /// <summary>SETUP came in.</summary>
    Setup,

    /// <summary>PLAY came in.</summary>
    Play,
}
