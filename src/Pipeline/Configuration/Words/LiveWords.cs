using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of live cameras.</summary>
internal static class LiveWords
{
    private static readonly LiveOptions s_live = new();
    private static readonly ReconnectOptions s_reconnect = new();
    private static readonly TimeShape s_timeout = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));

    public static readonly Key<RtspTransport> RtspTransport = new("rtsp_transport", new ChoiceShape<RtspTransport>(("tcp", Media.Live.RtspTransport.Tcp), ("udp", Media.Live.RtspTransport.Udp)), "How RTP packets of an RTSP camera travel: tcp (inside the connection) or udp.") { Default = s_live.Transport };
    public static readonly Key<CameraClock> Clock = new("clock", new ChoiceShape<CameraClock>(("arrival", CameraClock.Arrival), ("sender", CameraClock.Sender)), "Which clock tells when a picture was taken: arrival (this machine's) or sender (the camera's).") { Default = s_live.Clock };
    public static readonly Key<TimeSpan> OpenTimeout = new("open_timeout", s_timeout, "Longest time from the first byte sent to a stream that is known to hold video.") { Default = s_live.OpenTimeout };
    public static readonly Key<TimeSpan> ReadTimeout = new("read_timeout", s_timeout, "Longest time without a video packet.") { Default = s_live.ReadTimeout };
    public static readonly Key<TimeSpan> PictureTimeout = new("picture_timeout", s_timeout, "Longest time without a decoded picture while packets arrive.") { Default = s_live.PictureTimeout };
    public static readonly Key<TimeSpan> KeyFrameTimeout = new("key_frame_timeout", s_timeout, "Longest wait for the first key frame of a connection.") { Default = s_live.KeyFrameTimeout };
    public static readonly Key<int> DecodeThreads = new("decode_threads", new WholeShape(1, 64), "Threads of the decoder; each one more costs memory and one picture of delay.") { Default = s_live.DecodeThreads };
    public static readonly Key<TimeSpan> RetryInterval = new("retry_interval", new TimeShape(TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1)), "Pause after the first failure to connect; it grows with each further one.") { Default = s_reconnect.First };
    public static readonly Key<TimeSpan> RetryIntervalMax = new("retry_interval_max", new TimeShape(TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(24)), "Longest pause between two attempts to connect.") { Default = s_reconnect.Longest };
    public static readonly Key<double> Rate = new("rate", new NumberShape(0.01, 1000), "For file-as-live: seconds of the file per second of time.") { Default = s_live.Rate };
    public static readonly Key<bool> Loop = new("loop", new FlagShape(), "For file-as-live: whether the file begins again at its end.") { Default = s_live.Loop };

    public static readonly Key<Section> Live = new("live", new SectionShape(
        RtspTransport, Clock, OpenTimeout, ReadTimeout, PictureTimeout, KeyFrameTimeout, DecodeThreads, RetryInterval, RetryIntervalMax, Rate, Loop),
        "How connections to live cameras are made, watched and made again.");
}
