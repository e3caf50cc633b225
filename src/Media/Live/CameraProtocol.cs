namespace VideoDyn.Media.Live;

/// <summary>How a live address is read.</summary>
public enum CameraProtocol
{
    /// <summary>RTSP, plain (<c>rtsp://</c>) or inside TLS (<c>rtsps://</c>).</summary>
    Rtsp,

    /// <summary>HTTP or HTTPS: motion JPEG, an HLS playlist, or any stream FFmpeg knows by its content.</summary>
    Http,

    /// <summary>A Video4Linux2 capture device (<c>/dev/video0</c>).</summary>
    V4l2,

    /// <summary>A file played in real time as if it were a camera.</summary>
    File,
}
