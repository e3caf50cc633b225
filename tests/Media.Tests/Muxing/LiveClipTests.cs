using VideoDyn.Media.Muxing;
using VideoDyn.Media.Tests.Decoding;
using VideoDyn.Media.Tests.Live;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Muxing;

/// <summary>Clips of cameras, which describe their stream less well than files do.</summary>
public sealed class LiveClipTests : LeaseGuard
{
    private static readonly RtspServerOptions s_fast = new() { Speed = 8 };
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public Task Clip_OfACamera_IsPlayable() => RecordsAsync(LiveClips.Small, s_fast);

    [Fact]
    public Task Clip_OfACameraWithBFrames_IsPlayable() => RecordsAsync(LiveClips.WithBFrames, s_fast);

    [Fact]
    public Task Clip_OfAnHevcCamera_IsPlayable() => RecordsAsync(LiveClips.Hevc, s_fast);

    [Fact]
    public Task Clip_OfACameraThatDescribesItselfInItsStream_IsPlayable() =>
        RecordsAsync(LiveClips.Small, s_fast with { DescribesParameterSets = false });

    [Fact]
    public void Clip_OfAFilePlayedAsACamera_LiesInTheCamerasTime()
    {
        string input = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 -c:v libx264 -preset ultrafast -tune zerolatency -g 10 -pix_fmt yuv420p");
        using var ring = new PacketRing(1 << 26);
        var viewer = new Viewer();
        // The second round begins at 2 s of the camera's time.
        viewer.Watch($"file-as-live:{input}", Viewer.Quick with { Rate = 100, Loop = true, Packets = ring }, 90);

        using (ClipWriter writer = ClipWriter.Begin(ring, _folder["clip.mp4"], TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(3.1))!)
            writer.Finish();

        List<DumpedFrame> clip = FrameDump.Read(_folder["clip.mp4"]).Frames;
        List<DumpedFrame> round = [.. FrameDump.Read(input).Frames.Skip(20).Take(clip.Count)];
        Assert.InRange(clip.Count, 7, 9);
        Assert.Equal(round.Select(frame => frame.Md5), clip.Select(frame => frame.Md5));
    }

    private async Task RecordsAsync(Mp4Clip camera, RtspServerOptions options)
    {
        await using var server = new RtspServer(camera, options);
        using var ring = new PacketRing(1 << 26);
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Quick with { Packets = ring, OpenTimeout = TimeSpan.FromSeconds(10), ReadTimeout = TimeSpan.FromSeconds(10), PictureTimeout = TimeSpan.FromSeconds(10), KeyFrameTimeout = TimeSpan.FromSeconds(10) }, 80);
        TimeSpan middle = viewer.Frames[40].Time;
        string path = _folder[$"clip.{ring.Extension}"];

        using (ClipWriter writer = ClipWriter.Begin(ring, path, middle, TimeSpan.MaxValue)!)
            Assert.True(writer.Finish().IsWhole);

        List<DumpedFrame> clip = FrameDump.Read(path).Frames;
        // From the key frame before the middle to the end, and at most what was still inside the decoder beyond it.
        Assert.InRange(clip.Count, 40, 80);
        Assert.True(clip[0].IsKey);
        Assert.Equal((160, 120), (clip[0].Format.Width, clip[0].Format.Height));
        Assert.Equal((clip.Count - 1) * 0.04, (clip[^1].Time - clip[0].Time).TotalSeconds, 0.3);
    }
}
