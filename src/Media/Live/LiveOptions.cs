using VideoDyn.Core.Errors;
using VideoDyn.Media.Muxing;

namespace VideoDyn.Media.Live;

/// <summary>How one connection to a camera is made and watched.</summary>
public sealed record LiveOptions
{
    /// <summary>Name for people and events; null takes the address's own.</summary>
    public string? Name { get; init; }

    /// <summary>How RTP packets of an RTSP camera travel.</summary>
    public RtspTransport Transport { get; init; } = RtspTransport.Tcp;

    /// <summary>Longest time from the first byte sent to a stream that is known to hold video; 0.1 s to 5 min.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time without a video packet; 0.1 s to 5 min.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time without a decoded picture while packets arrive; 0.1 s to 5 min.</summary>
    public TimeSpan PictureTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the first key frame of a connection; 0.1 s to 5 min. Cameras may send one only every 20 s.</summary>
    public TimeSpan KeyFrameTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Threads of the decoder, 1..64. More than one costs memory and one picture of delay each.</summary>
    public int DecodeThreads { get; init; } = 1;

    /// <summary>Which clock tells when the first picture was taken.</summary>
    public CameraClock Clock { get; init; } = CameraClock.Arrival;

    /// <summary>Where the camera's stream stood when its last connection ended; null for a new camera.</summary>
    public StreamPosition? Resume { get; init; }

    /// <summary>Remembers the coded packets, so that clips can be cut from them; null for none. The caller disposes it.</summary>
    public PacketRing? Packets { get; init; }

    /// <summary>For files played as cameras: seconds of the file per second of time, 0.01..1000.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>For files played as cameras: whether the file begins again at its end, with stream time going on.</summary>
    public bool Loop { get; init; }

    /// <summary>The clock of pacing, of watching and of stream time. Timeouts inside FFmpeg run on the machine's own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate()
    {
        TimeSpan low = TimeSpan.FromMilliseconds(100);
        TimeSpan high = TimeSpan.FromMinutes(5);
        new OptionProblems("live")
            .Range("open timeout", OpenTimeout, low, high)
            .Range("read timeout", ReadTimeout, low, high)
            .Range("picture timeout", PictureTimeout, low, high)
            .Range("key frame timeout", KeyFrameTimeout, low, high)
            .Range("decode threads", DecodeThreads, 1, 64)
            .Range("rate", Rate, 0.01, 1000)
            .Throw();
    }
}
