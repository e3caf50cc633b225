using System.Diagnostics;
using VideoDyn.Core.Errors;
using VideoDyn.Media.Live;
using VideoDyn.Rtsp.TestKit.Faults;
using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Every way an RTSP camera can fail gives its reason in time, with a balanced ledger and nothing left open.</summary>
public sealed class RtspOutageTests : LeaseGuard
{
    private static readonly RtspServerOptions s_fast = new() { Speed = 8 };

    // One second of timeout, and slack for a machine that does other things too.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Open_NobodyListens_IsRefusedAtOnce()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        await server.RefuseAsync();
        AssertOutage(server.Address, OutageReason.RefusedConnection);
        server.Listen();
        new Viewer().Watch(server.Address, Viewer.Patient, 5);
    }

    [Theory]
    [InlineData(RtspStep.Connect)]
    [InlineData(RtspStep.Options)]
    [InlineData(RtspStep.Describe)]
    [InlineData(RtspStep.Setup)]
    [InlineData(RtspStep.Play)]
    public async Task Open_ServerHangs_TimesOut(RtspStep step)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { HangAfter = step };
        AssertOutage(server.Address, OutageReason.TimedOut);
    }

    [Theory]
    [InlineData(RtspAuthentication.Basic)]
    [InlineData(RtspAuthentication.Digest)]
    public async Task Open_WrongPassword_SaysSoWithoutPrintingIt(RtspAuthentication authentication)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { Authentication = authentication, Password = "right" });
        var address = CameraAddress.Parse(server.Address, "admin", "hunter2-very-secret");
        var viewer = new Viewer();
        var outage = Assert.Throws<CameraOutageException>(() => viewer.Watch(address, Viewer.Quick, 1));
        Assert.Equal(OutageReason.WrongPassword, outage.Reason);
        Assert.DoesNotContain("hunter2", outage.ToString(), StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count(request => request.Status == 401), 1, 2);
        AssertOutage(server.Address, OutageReason.WrongPassword); // no password at all
    }

    [Theory]
    [InlineData(RtspStep.Describe, 403, OutageReason.WrongPassword)]
    [InlineData(RtspStep.Describe, 404, OutageReason.NotFound)]
    [InlineData(RtspStep.Describe, 400, OutageReason.Rejected)]
    [InlineData(RtspStep.Setup, 453, OutageReason.Rejected)]
    [InlineData(RtspStep.Play, 503, OutageReason.Rejected)]
    public async Task Open_ErrorStatus_GivesItsReason(RtspStep step, int status, OutageReason reason)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Answer = (step, status) };
        AssertOutage(server.Address, reason);
    }

    [Fact]
    public async Task Open_WrongPath_IsNotFound()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        AssertOutage(server.Address.Replace("/live", "/other", StringComparison.Ordinal), OutageReason.NotFound);
    }

    [Fact]
    public async Task Open_OnlyAudio_HasNoVideo()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { IsAudioOnly = true });
        AssertOutage(server.Address, OutageReason.NoVideo);
    }

    [Fact]
    public void Open_UnknownHost_IsUnreachable() => AssertOutage("rtsp://no-such-host.invalid/live", OutageReason.Unreachable);

    [Theory]
    [InlineData(StreamFault.Freeze, OutageReason.TimedOut)]
    [InlineData(StreamFault.CutMidPacket, OutageReason.EndOfStream)]
    [InlineData(StreamFault.Reset, OutageReason.EndOfStream)] // FFmpeg does not tell the two apart
    [InlineData(StreamFault.End, OutageReason.EndOfStream)]
    [InlineData(StreamFault.OnlyFiller, OutageReason.TimedOut)]
    [InlineData(StreamFault.Garbage, OutageReason.TimedOut)]
    public async Task Read_StreamFails_GivesItsReasonInTime(StreamFault fault, OutageReason reason)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = fault, FromFrame = 25 };
        var viewer = new Viewer();
        long from = Stopwatch.GetTimestamp();
        CameraOutageException outage = viewer.WatchUntilOutage(server.Address, Viewer.Quick);
        Assert.Equal(reason, outage.Reason);
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.Zero, s_bound);
        Assert.InRange(viewer.Frames.Count, 15, 60);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Read_KeyFrameNeverComes_SaysSo()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = StreamFault.WithholdKeyFrames };
        var viewer = new Viewer();
        Assert.Equal(OutageReason.NoKeyFrame, viewer.WatchUntilOutage(server.Address, Viewer.Quick).Reason);
        Assert.Empty(viewer.Frames);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Read_UdpServerFreezes_TimesOut()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = StreamFault.Freeze, FromFrame = 25 };
        var viewer = new Viewer();
        long from = Stopwatch.GetTimestamp();
        Assert.Equal(OutageReason.TimedOut, viewer.WatchUntilOutage(server.Address, Viewer.Quick with { Transport = RtspTransport.Udp }).Reason);
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.Zero, s_bound);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Read_AfterAnOutage_GivesItAgain()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = new RtspFaults { Stream = StreamFault.Reset, FromFrame = 0 };
        using ILiveSource source = CameraSource.Open(CameraAddress.Parse(server.Address), Viewer.Quick, new(), default);
        var first = Assert.Throws<CameraOutageException>(() => source.Read(out _, default));
        Assert.Same(first, Assert.Throws<CameraOutageException>(() => source.Read(out _, default)));
    }

    [Theory]
    [InlineData(RtspStep.Describe)]
    [InlineData(null)]
    public async Task Cancel_WhileBlocked_ComesBackSoon(RtspStep? hang)
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        server.Faults = hang is null ? new RtspFaults { Stream = StreamFault.Freeze, FromFrame = 5 } : new RtspFaults { HangAfter = hang };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        LiveOptions patient = Viewer.Quick with { OpenTimeout = TimeSpan.FromMinutes(1), ReadTimeout = TimeSpan.FromMinutes(1) };
        var viewer = new Viewer();
        long from = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => viewer.Watch(server.Address, patient, int.MaxValue, cancel.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(4));
        viewer.AssertAccount();
    }

    [Fact]
    public async Task ManyFailedConnections_LeaveNoFileOpen()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        var viewer = new Viewer();
        server.Faults = new RtspFaults { Stream = StreamFault.CutMidPacket, FromFrame = 3 };
        viewer.WatchUntilOutage(server.Address, Viewer.Quick);
        await GoneAsync(server);
        int before = Directory.GetFiles("/proc/self/fd").Length;
        foreach (StreamFault fault in new[] { StreamFault.CutMidPacket, StreamFault.Reset, StreamFault.End })
        {
            server.Faults = new RtspFaults { Stream = fault, FromFrame = 3 };
            for (int i = 0; i < 5; i++)
                viewer.WatchUntilOutage(server.Address, Viewer.Quick with { Resume = viewer.Position });
        }

        server.Faults = new RtspFaults { Answer = (RtspStep.Setup, 500) };
        for (int i = 0; i < 5; i++)
            Assert.Throws<CameraOutageException>(() => viewer.Watch(server.Address, Viewer.Quick, 1));
        await GoneAsync(server);
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 2);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Resume_NextConnection_GoesOnInNumberAndTime()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast);
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 10);
        StreamPosition first = viewer.Position!.Value;
        viewer.Watch(server.Address, Viewer.Patient with { Resume = first }, 10);
        viewer.AssertAccount();
        Assert.Equal(20, viewer.Position!.Value.NextIndex);
        Assert.Equal(first.Epoch, viewer.Position.Value.Epoch);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(20)]
    public async Task Read_TimestampsJump_IsCountedAndNotPassedOn(int seconds)
    {
        await using var server = new RtspServer(LiveClips.Small, new RtspServerOptions { Speed = 4 });
        server.Faults = new RtspFaults { Stream = StreamFault.JumpTimestamps, FromFrame = 25, Jump = TimeSpan.FromSeconds(seconds) };
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 60);
        viewer.AssertAccount();
        Assert.Equal(1, viewer.Timestamps.Jumps + viewer.Timestamps.BackwardSteps);
        Assert.Contains("timestamps jumped", viewer.Warning, StringComparison.Ordinal);
        Assert.InRange(viewer.Frames[^1].Time - viewer.Frames[0].Time, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Read_TimestampCounterRunsOver_GoesOn()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { FirstTimestamp = uint.MaxValue - 90_000 });
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient, 60);
        viewer.AssertAccount();
        Assert.Equal(0, viewer.Timestamps.Jumps + viewer.Timestamps.BackwardSteps);
        Assert.Equal(2.36, (viewer.Frames[^1].Time - viewer.Frames[0].Time).TotalSeconds, 0.05);
    }

    [Fact]
    public async Task Clock_Sender_StartsByTheCamerasReport()
    {
        var offset = TimeSpan.FromHours(-2);
        await using var server = new RtspServer(LiveClips.Small, s_fast with { SenderClockOffset = offset });
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient with { Clock = CameraClock.Sender }, 20);
        Assert.Equal(TimeProvider.System.GetUtcNow() + offset, viewer.Position!.Value.Epoch, TimeSpan.FromSeconds(5));
        Assert.Equal(offset.TotalSeconds, viewer.Timestamps.SenderOffset!.Value.TotalSeconds, 2.0);
        Assert.Null(viewer.Warning);
    }

    [Fact]
    public async Task Clock_SenderWithoutReports_UsesArrivalAndSaysSo()
    {
        await using var server = new RtspServer(LiveClips.Small, s_fast with { SenderClockOffset = null });
        var viewer = new Viewer();
        viewer.Watch(server.Address, Viewer.Patient with { Clock = CameraClock.Sender }, 5);
        Assert.Equal(TimeProvider.System.GetUtcNow(), viewer.Position!.Value.Epoch, TimeSpan.FromSeconds(5));
        Assert.Contains("clock report", viewer.Warning, StringComparison.Ordinal);
    }

    private static void AssertOutage(string address, OutageReason reason)
    {
        var viewer = new Viewer();
        long from = Stopwatch.GetTimestamp();
        CameraOutageException outage = viewer.WatchUntilOutage(address, Viewer.Quick);
        Assert.Equal(reason, outage.Reason);
        Assert.Equal(ErrorKind.Input, outage.Kind);
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.Zero, s_bound);
        viewer.AssertAccount();
    }

    private static async Task GoneAsync(RtspServer server)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (server.Clients > 0)
            await timer.WaitForNextTickAsync(deadline.Token);
    }
}
