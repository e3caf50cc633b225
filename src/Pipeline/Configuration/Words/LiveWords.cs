using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of live cameras.</summary>
internal static class LiveWords
{
    private static readonly TimeShape s_timeout = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
    private static readonly TimeShape s_retry = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));

    public static readonly Key<string> RtspTransport = new("rtsp_transport", new ChoiceShape<string>(("tcp", "tcp"), ("udp", "udp")), "How RTP packets of an RTSP camera travel: tcp (inside the connection) or udp.") { Default = "tcp" };
    public static readonly Key<string> Clock = new("clock", new ChoiceShape<string>(("arrival", "arrival"), ("sender", "sender")), "Which clock tells when a picture was taken: arrival (this machine's) or sender (the camera's).") { Default = "arrival" };
    public static readonly Key<TimeSpan> OpenTimeout = Time("open_timeout", s_timeout, "Longest time from the first byte sent to a stream that is known to hold video.", 10);
    public static readonly Key<TimeSpan> ReadTimeout = Time("read_timeout", s_timeout, "Longest time without a video packet.", 10);
    public static readonly Key<TimeSpan> PictureTimeout = Time("picture_timeout", s_timeout, "Longest time without a decoded picture while packets arrive.", 10);
    public static readonly Key<TimeSpan> KeyFrameTimeout = Time("key_frame_timeout", s_timeout, "Longest wait for the first key frame of a connection.", 30);
    public static readonly Key<int> DecodeThreads = new("decode_threads", new WholeShape(1, 64), "Threads of the decoder; each one more costs memory and one picture of delay.") { Default = 1 };
    public static readonly Key<TimeSpan> RetryInterval = Time("retry_interval", s_retry, "Wait before the second attempt to connect; it doubles with each further one.", 1);
    public static readonly Key<TimeSpan> RetryIntervalMax = Time("retry_interval_max", s_retry, "Longest wait between two attempts to connect.", 60);
    public static readonly Key<double> Rate = new("rate", new NumberShape(0.01, 1000), "For file-as-live: seconds of the file per second of time.") { Default = 1 };
    public static readonly Key<bool> Loop = new("loop", new FlagShape(), "For file-as-live: whether the file begins again at its end.") { Default = false };

    public static readonly Key<Section> Live = new("live", new SectionShape(
        RtspTransport, Clock, OpenTimeout, ReadTimeout, PictureTimeout, KeyFrameTimeout, DecodeThreads, RetryInterval, RetryIntervalMax, Rate, Loop),
        "How connections to live cameras are made, watched and made again.");

    private static Key<TimeSpan> Time(string name, TimeShape shape, string help, double seconds) => new(name, shape, help) { Default = TimeSpan.FromSeconds(seconds) };
}
