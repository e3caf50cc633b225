using System.Net;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Motion JPEG and HLS over HTTP.</summary>
public sealed class HttpCameraTests : LeaseGuard
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Mjpeg_HealthyCamera_DeliversPicturesOnTheWallClock()
    {
        await using var server = new TinyHttpServer((context, stopping) => ServeJpegsAsync(context, Jpegs(), int.MaxValue, stopping));
        var viewer = new Viewer();
        viewer.Watch(server.Address + "video.mjpg", Viewer.Patient, 50);
        viewer.AssertAccount();
        Assert.Equal("mjpeg", viewer.Info!.Codec);
        Assert.Equal((160, 120), (viewer.Frames[0].Width, viewer.Frames[0].Height));
        // No timestamps in the stream: stream time is when pictures came, not the 25 per second that FFmpeg makes up.
        TimeSpan wall = TimeProvider.System.GetElapsedTime(viewer.Frames[0].Arrival, viewer.Frames[^1].Arrival);
        Assert.Equal(wall.TotalSeconds, (viewer.Frames[^1].Time - viewer.Frames[0].Time).TotalSeconds, 0.05);
    }

    [Fact]
    public async Task Mjpeg_CameraEnds_IsAnOutage()
    {
        await using var server = new TinyHttpServer((context, stopping) => ServeJpegsAsync(context, Jpegs(), 10, stopping));
        var viewer = new Viewer();
        Assert.Equal(OutageReason.EndOfStream, viewer.WatchUntilOutage(server.Address, Viewer.Quick with { OpenTimeout = Viewer.Patient.OpenTimeout }).Reason);
        Assert.InRange(viewer.Frames.Count, 9, 10);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Mjpeg_NoPictureInside_IsADecoderThatFailed()
    {
        byte[][] broken = [.. Jpegs().Select(jpeg => (byte[])[0xFF, 0xD8, .. new byte[jpeg.Length - 4], 0xFF, 0xD9])];
        await using var server = new TinyHttpServer((context, stopping) => ServeJpegsAsync(context, broken, int.MaxValue, stopping));
        var viewer = new Viewer();
        Assert.Equal(OutageReason.DecoderFailed, viewer.WatchUntilOutage(server.Address, Viewer.Quick with { OpenTimeout = Viewer.Patient.OpenTimeout }).Reason);
        Assert.True(viewer.Ledger.Snapshot().Failed[FailCauses.Decode] > 3);
        viewer.AssertAccount();
    }

    [Fact]
    public async Task Mjpeg_CameraFreezes_TimesOut()
    {
        await using var server = new TinyHttpServer(async (context, stopping) =>
        {
            await ServeJpegsAsync(context, Jpegs(), 10, stopping);
            await HangAsync(stopping);
        });
        var viewer = new Viewer();
        Assert.Equal(OutageReason.TimedOut, viewer.WatchUntilOutage(server.Address, Viewer.Quick with { OpenTimeout = Viewer.Patient.OpenTimeout }).Reason);
        viewer.AssertAccount();
    }

    [Theory]
    [InlineData(401, OutageReason.WrongPassword)]
    [InlineData(404, OutageReason.NotFound)]
    [InlineData(500, OutageReason.Rejected)]
    public async Task Open_ErrorStatus_GivesItsReason(int status, OutageReason reason)
    {
        await using var server = new TinyHttpServer((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        Assert.Equal(reason, Assert.Throws<CameraOutageException>(() => new Viewer().Watch(server.Address, Viewer.Quick, 1)).Reason);
    }

    [Fact]
    public async Task Open_WebPage_IsNoVideo()
    {
        await using var server = new TinyHttpServer(async (context, stopping) =>
            await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes("<html><body>" + new string('x', 5000) + "</body></html>"), stopping));
        var outage = Assert.Throws<CameraOutageException>(() => new Viewer().Watch(server.Address, Viewer.Quick, 1));
        Assert.Contains(outage.Reason, new[] { OutageReason.InvalidData, OutageReason.NoVideo });
    }

    [Fact]
    public async Task Open_ServerHangs_TimesOut()
    {
        await using var server = new TinyHttpServer((_, stopping) => HangAsync(stopping));
        Assert.Equal(OutageReason.TimedOut, Assert.Throws<CameraOutageException>(() => new Viewer().Watch(server.Address, Viewer.Quick, 1)).Reason);
    }

    [Fact]
    public async Task Hls_FinitePlaylist_EndsAsARecording()
    {
        using var folder = new TemporaryFolder();
        MakePlaylist(folder);
        await using TinyHttpServer server = Files(folder, playlist => playlist);
        var viewer = new Viewer();
        Assert.Equal(FrameReadStatus.EndOfStream, viewer.Watch(server.Address + "live.m3u8", Viewer.Patient, int.MaxValue));
        viewer.AssertAccount();
        Assert.Equal(100, viewer.Frames.Count);
    }

    [Fact]
    public async Task Hls_LivePlaylistThatStandsStill_TimesOut()
    {
        using var folder = new TemporaryFolder();
        MakePlaylist(folder);
        await using TinyHttpServer server = Files(folder, playlist => playlist.Replace("#EXT-X-ENDLIST", "", StringComparison.Ordinal));
        var viewer = new Viewer();
        Assert.Equal(OutageReason.TimedOut, viewer.WatchUntilOutage(server.Address + "live.m3u8", Viewer.Quick).Reason);
        viewer.AssertAccount();
        Assert.InRange(viewer.Frames.Count, 60, 100); // a live playlist begins three segments before its end
    }

    private static void MakePlaylist(TemporaryFolder folder) => TestClips.Run(
        "ffmpeg",
        $"-nostdin -v error -f lavfi -i testsrc2=size=160x120:rate=25:duration=4 -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p -f hls -hls_time 1 -hls_list_size 0 {folder["live.m3u8"]}");

    private static TinyHttpServer Files(TemporaryFolder folder, Func<string, string> playlist) => new(async (context, stopping) =>
    {
        string name = Path.GetFileName(context.Request.Url!.AbsolutePath);
        byte[] body = await File.ReadAllBytesAsync(folder[name], stopping);
        if (name.EndsWith(".m3u8", StringComparison.Ordinal))
            body = System.Text.Encoding.UTF8.GetBytes(playlist(System.Text.Encoding.UTF8.GetString(body)));
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body, stopping);
    });

    private static async Task HangAsync(CancellationToken stopping)
    {
        var never = new TaskCompletionSource();
        await using (stopping.Register(never.SetCanceled))
            await never.Task;
    }

    private static async Task ServeJpegsAsync(HttpListenerContext context, byte[][] jpegs, int count, CancellationToken stopping)
    {
        context.Response.ContentType = "multipart/x-mixed-replace; boundary=frame";
        context.Response.SendChunked = true;
        using var timer = new PeriodicTimer(s_interval);
        Stream body = context.Response.OutputStream;
        for (int i = 0; i < count; i++)
        {
            byte[] jpeg = jpegs[i % jpegs.Length];
            await body.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n"), stopping);
            await body.WriteAsync(jpeg, stopping);
            await body.WriteAsync("\r\n"u8.ToArray(), stopping);
            await body.FlushAsync(stopping);
            await timer.WaitForNextTickAsync(stopping);
        }
    }

    private static byte[][] Jpegs()
    {
        byte[] all = File.ReadAllBytes(TestClips.Make(".mjpeg", "-f lavfi -i testsrc2=size=160x120:rate=10:duration=1 -c:v mjpeg -q:v 5 -pix_fmt yuvj420p"));
        var jpegs = new List<byte[]>();
        int start = 0;
        for (int i = 0; i + 1 < all.Length; i++)
        {
            if (all[i] == 0xFF && all[i + 1] == 0xD9)
            {
                jpegs.Add(all[start..(i + 2)]);
                start = i + 2;
            }
        }

        return [.. jpegs];
    }
}
