using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Small clips to serve.</summary>
internal static class LiveClips
{
    private const string Encoding = "-c:v libx264 -preset ultrafast -tune zerolatency -g 10 -pix_fmt yuv420p";

    /// <summary>160x120, 25 pictures per second, 2 s, a key frame every 10 pictures, no B-frames.</summary>
    public static Mp4Clip Small { get; } = Mp4Clip.Load(TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 {Encoding}"));

    /// <summary>Another size.</summary>
    public static Mp4Clip Large { get; } = Mp4Clip.Load(TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=320x240:rate=25:duration=2 {Encoding}"));

    /// <summary>As the small one with B-frames.</summary>
    public static Mp4Clip WithBFrames { get; } = Mp4Clip.Load(TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 -c:v libx264 -preset medium -bf 2 -g 25 -pix_fmt yuv420p"));

    /// <summary>As the small one in H.265.</summary>
    public static Mp4Clip Hevc { get; } = Mp4Clip.Load(TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=10:bframes=0 -tag:v hvc1 -pix_fmt yuv420p"));

    /// <summary>1280x720, 25 pictures per second, 4 s: pictures of many packets.</summary>
    public static Mp4Clip Hd { get; } = Mp4Clip.Load(TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=1280x720:rate=25:duration=4 -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p"));
}
