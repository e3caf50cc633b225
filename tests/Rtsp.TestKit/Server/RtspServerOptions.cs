using System.Security.Cryptography.X509Certificates;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>How a test server serves.</summary>
public sealed record RtspServerOptions
{
    /// <summary>Seconds of the clip per second of time; positive infinity sends as fast as clients read.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether the clip begins again at its end, with timestamps going on; else the stream ends.</summary>
    public bool Loop { get; init; } = true;

    /// <summary>How clients must prove who they are.</summary>
    public RtspAuthentication Authentication { get; init; }

    /// <summary>The user name.</summary>
    public string User { get; init; } = "admin";

    /// <summary>The password.</summary>
    public string Password { get; init; } = "";

    /// <summary>For TLS (rtsps): the server's certificate with its key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether the description holds the parameter sets.</summary>
    public bool DescribesParameterSets { get; init; } = true;

    /// <summary>Whether the description holds an audio stream and no video.</summary>
    public bool IsAudioOnly { get; init; }

    /// <summary>RTP timestamp of the first picture of each session.</summary>
    public uint FirstTimestamp { get; init; } = 0x1234_5678;

    /// <summary>The sender's clock less this machine's, in its sender reports; null sends no reports.</summary>
    public TimeSpan? SenderClockOffset { get; init; } = TimeSpan.Zero;
}
