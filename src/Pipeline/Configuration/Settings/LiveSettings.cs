namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>How connections to a live camera are made, watched and made again.</summary>
public sealed record LiveSettings
{
    /// <summary>How RTP packets travel: <c>tcp</c> or <c>udp</c>.</summary>
    public required string RtspTransport { get; init; }

    /// <summary>Whose clock stamps the pictures: <c>arrival</c> (this machine's) or <c>sender</c> (the camera's).</summary>
    public required string Clock { get; init; }

    /// <summary>Longest time from the first byte sent to a stream that is known to hold video.</summary>
    public TimeSpan OpenTimeout { get; init; }

    /// <summary>Longest time without a video packet.</summary>
    public TimeSpan ReadTimeout { get; init; }

    /// <summary>Longest time without a decoded picture while packets arrive.</summary>
    public TimeSpan PictureTimeout { get; init; }

    /// <summary>Longest wait for the first key frame of a connection.</summary>
    public TimeSpan KeyFrameTimeout { get; init; }

    /// <summary>Threads of the decoder.</summary>
    public int DecodeThreads { get; init; }

    /// <summary>Wait before the second attempt to connect; it doubles with each further one.</summary>
    public TimeSpan RetryInterval { get; init; }

    /// <summary>Longest wait between two attempts.</summary>
    public TimeSpan RetryIntervalMax { get; init; }

    /// <summary>For files played as cameras: seconds of the file per second of time.</summary>
    public double Rate { get; init; }

    /// <summary>For files played as cameras: whether the file begins again at its end.</summary>
    public bool Loop { get; init; }
}
