namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>How clients must prove who they are.</summary>
public enum RtspAuthentication
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>User and password in clear (RFC 7617).</summary>
    Basic,

    /// <summary>By a hash of both with a number of the server's choice (RFC 2069/7616 with MD5).</summary>
    Digest,
}
