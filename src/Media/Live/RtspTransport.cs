namespace VideoDyn.Media.Live;

/// <summary>How RTP packets of an RTSP camera travel.</summary>
public enum RtspTransport
{
    /// <summary>Interleaved in the RTSP connection: nothing is lost or reordered, and firewalls let it pass.</summary>
    Tcp,

    /// <summary>As datagrams beside the connection: lower delay on bad networks, lost packets damage pictures.</summary>
    Udp,
}
