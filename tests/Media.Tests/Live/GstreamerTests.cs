using System.Diagnostics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Against a server that we did not write.</summary>
public sealed class GstreamerTests(ITestOutputHelper output) : LeaseGuard
{
    private const string Clip = "-f lavfi -i testsrc2=size=320x240:rate=25:duration=60 -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p";

    [GstreamerFact]
    public async Task Read_BothTransports_ThenServerKilled()
    {
        Assert.Null(GstreamerServer.Missing);
        await using GstreamerServer server = await GstreamerServer.StartAsync(TestClips.Make(".mp4", Clip));
        foreach (RtspTransport transport in new[] { RtspTransport.Tcp, RtspTransport.Udp })
        {
            var watching = new Viewer();
            LiveOptions options = Viewer.Quick with { Transport = transport, OpenTimeout = TimeSpan.FromSeconds(5), ReadTimeout = TimeSpan.FromSeconds(5) };
            long from = Stopwatch.GetTimestamp();
            watching.Watch(server.Address, options, 1);
            output.WriteLine(FormattableString.Invariant($"{transport}: opened with a picture after {Stopwatch.GetElapsedTime(from).TotalMilliseconds:0} ms"));
            watching.Watch(server.Address, options with { Resume = watching.Position }, 40);
            watching.AssertAccount();
            Assert.All(watching.Frames, frame => Assert.Equal((320, 240), (frame.Width, frame.Height)));
            Assert.Equal(0.04, watching.Frames.Skip(1).Zip(watching.Frames.Skip(2), (a, b) => (b.Time - a.Time).TotalSeconds).Order().ElementAt(20), 0.005);
        }

        var viewer = new Viewer();
        using ILiveSource source = CameraSource.Open(CameraAddress.Parse(server.Address), Viewer.Quick, viewer.Ledger, default);
        source.Read(out FrameLease? frame, default);
        frame!.Dispose();
        await server.KillAsync();
        CameraOutageException outage = Drain(source);
        Assert.Equal(OutageReason.EndOfStream, outage.Reason);
        Assert.Equal(OutageReason.RefusedConnection, new Viewer().WatchUntilOutage(server.Address, Viewer.Quick).Reason);
    }

    [GstreamerFact]
    public async Task Open_UnknownPath_IsNotFound()
    {
        await using GstreamerServer server = await GstreamerServer.StartAsync(TestClips.Make(".mp4", Clip));
        Assert.Equal(OutageReason.NotFound, new Viewer().WatchUntilOutage(server.Address + "x", Viewer.Quick).Reason);
    }

    private static CameraOutageException Drain(ILiveSource source) => Assert.Throws<CameraOutageException>(void () =>
    {
        while (source.Read(out FrameLease? next, default) == FrameReadStatus.Frame)
            next!.Dispose();
    });
}
