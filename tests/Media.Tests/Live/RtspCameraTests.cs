using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.Live;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Faults;
using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Media.Tests.Live;

/// <summary>A healthy RTSP camera, through real sockets and FFmpeg's client.</summary>
public sealed class RtspCameraTests(ITestOutputHelper output) : LeaseGuard
{
    private static readonly RtspServerOptions s_fast = new() { Speed = 8 };

    [Theory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public async Task Read_HealthyCamera_DeliversEveryPicture(RtspTransport transport)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient with { Transport = transport }, 80);
        viewer.AssertAccount();
        Assert.True(viewer.Frames[0].IsKey);
        Assert.All(viewer.Frames, frame => Assert.Equal((160, 120), (frame.Width, frame.Height)));
        Assert.Equal(40, viewer.Frames.Zip(viewer.Frames.Skip(1), (a, b) => (b.Time - a.Time).TotalMilliseconds).Order().ElementAt(40), 1.0);
        Assert.Equal((160, 120, true, "h264", null), (viewer.Info!.Width, viewer.Info.Height, viewer.Info.IsLive, viewer.Info.Codec, viewer.Info.Duration));
        Assert.Equal(["OPTIONS", "DESCRIBE", "SETUP", "PLAY"], server.Requests.Take(4).Select(request => request.Method));
    }

    [Fact]
    public async Task Read_Hevc_DeliversPictures() => await WatchesAsync(LiveClips.Hevc);

    [Fact]
    public async Task Read_BFrames_ComeInOrder() => await WatchesAsync(LiveClips.WithBFrames);

    [Fact]
    public async Task Read_PicturesOfManyPackets_DeliversThem() => await WatchesAsync(LiveClips.Hd);

    [Fact]
    public async Task Read_DescriptionWithoutParameterSets_TakesThemFromTheStream() =>
        await WatchesAsync(LiveClips.Small, s_fast with { DescribesParameterSets = false });

    [Fact]
    public async Task Read_InsideTls_DeliversPictures()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await WatchesAsync(LiveClips.Small, s_fast with { Certificate = certificate });
    }

    [Theory]
    [InlineData(RtspAuthentication.Basic, "secret")]
    [InlineData(RtspAuthentication.Digest, "secret")]
    [InlineData(RtspAuthentication.Digest, "p@ss:w/rd?#%&")]
    [InlineData(RtspAuthentication.Basic, "größe%41")]
    public async Task Open_PasswordApart_IsAccepted(RtspAuthentication authentication, string password)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { Authentication = authentication, Password = password });
        var viewer = new Viewer();
        viewer.Watch(CameraAddress.Parse(server.Address, "admin", password), Viewer.Patient, 10);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Open_PasswordInAddress_IsAcceptedAlsoUnescaped()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { Authentication = RtspAuthentication.Digest, Password = "p@ss/w:rd" });
        var viewer = new Viewer();
        viewer.Watch(server.AddressWithPassword, Viewer.Patient, 10);
        viewer.AssertAccount();
        Assert.DoesNotContain("w:rd", viewer.Info!.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoKeyFrameAtFirst_ShowsNothingBeforeOne()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = StreamFault.WithholdKeyFrames, Frames = 25 };
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 20);
        viewer.AssertAccount();
        Assert.True(viewer.Frames[0].IsKey);
        Assert.InRange(viewer.Ledger.Snapshot().Dropped[DropCauses.NoKeyFrame], 15, 30);
    }

    [Fact]
    public async Task Read_SizeChanges_GoesOnWithTheNewSize()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = StreamFault.SwitchClip, FromFrame = 30, Other = LiveClips.Large };
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 60);
        viewer.AssertAccount();
        Assert.Equal([(160, 120), (320, 240)], viewer.Frames.Select(frame => (frame.Width, frame.Height)).Distinct());
        Assert.Equal((320, 240), (viewer.Info!.Width, viewer.Info.Height));
    }

    [Theory]
    [InlineData(StreamFault.CorruptNals)]
    [InlineData(StreamFault.LosePackets)]
    public async Task Read_DamageForAWhile_GoesOnAfterwards(StreamFault fault)
    {
        await using var server = new RtspServer(LiveClips.Hd, s_fast);
        server.Faults = new RtspFaults { Stream = fault, FromFrame = 10, Frames = 20 };
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 70);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Read_SteadyStream_AllocatesNothing()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        using ILiveSource source = CameraSource.Open(CameraAddress.Parse(server.Address), Viewer.Quick, new FrameLedger(), default);
        long Read(int frames)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < frames; i++)
            {
                source.Read(out Core.Frames.FrameLease? frame, default);
                frame!.Dispose();
                source.Ledger.Analyze();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Read(50);
        Assert.Equal(0, Read(100));
    }

    private static async Task WatchesAsync(Mp4Clip clip, RtspServerOptions? options = null)
    {
        await using var server = new RtspServer(clip, options ?? s_fast);
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 60);
        viewer.AssertAccount();
        Assert.Equal(TimestampReportNothing, viewer.Timestamps with { SenderOffset = null });
    }

    private static TimestampReport TimestampReportNothing => default;

    [Fact]
    public async Task Open_KeyFrameFirst_FirstPictureFollowsAtOnce()
    {
        await using var server = new RtspServer(LiveClips.Hd);
        var opens = new List<double>();
        var firsts = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            var viewer = new Viewer();
            long from = Stopwatch.GetTimestamp();
            using ILiveSource source = CameraSource.Open(CameraAddress.Parse(server.Address), Viewer.Quick, viewer.Ledger, default);
            opens.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            from = Stopwatch.GetTimestamp();
            source.Read(out Core.Frames.FrameLease? frame, default);
            firsts.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            frame!.Dispose();
        }

        output.WriteLine(FormattableString.Invariant($"open {Median(opens):0.0} ms, open to first picture {Median(firsts):0.0} ms (medians of 5, 1280x720 at 25 per second)"));
        Assert.InRange(Median(firsts), 0, 150);
    }

    [Fact]
    public async Task Read_NoBFrames_LatencyStaysWithinTwoAndAHalfFrames()
    {
        await using var server = new RtspServer(LiveClips.Hd);
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 75);
        IReadOnlyList<SentFrame> sent = server.Sent;
        double[] latencies =
        [
            .. viewer.Frames.Select(frame => Stopwatch.GetElapsedTime(sent[(int)frame.Index].Timestamp, frame.SeenAt).TotalMilliseconds),
        ];
        double[] sorted = [.. latencies.Skip(10).Order()];
        double[] inside = [.. viewer.Frames.Skip(10).Select(frame => Stopwatch.GetElapsedTime(frame.Arrival, frame.SeenAt).TotalMilliseconds).Order()];
        output.WriteLine(FormattableString.Invariant($"sent to decoded: median {sorted[sorted.Length / 2]:0.0} ms, p95 {sorted[(int)(sorted.Length * 0.95)]:0.0} ms; packet read to decoded: median {inside[inside.Length / 2]:0.0} ms"));
        Assert.InRange(sorted[sorted.Length / 2], 0, 100);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
