using System.Diagnostics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Blocked native calls can be broken off; named pipes work like files.</summary>
public sealed class CancellationTests : LeaseGuard
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(1000); // 200 ms on an idle machine

    [Fact]
    public void Open_PipeThatNeverDelivers_EndsOnCancel()
    {
        using var folder = new TemporaryFolder();
        string pipe = folder["pipe"];
        TestClips.Run("mkfifo", pipe);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        long from = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => MediaSource.Open(pipe, new MediaSourceOptions(), new FrameLedger(), cancel.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(150) + s_limit);
    }

    [Fact]
    public void Read_PipeThatStalls_EndsOnCancelAndBooks()
    {
        using var folder = new TemporaryFolder();
        string pipe = folder["pipe"];
        TestClips.Run("mkfifo", pipe);
        string clip = TestClips.Make(".ts", "-f lavfi -i testsrc2=size=320x240:rate=10:duration=12 -pix_fmt yuv420p -c:v mpeg2video -q:v 2");
        using var writing = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var writer = new Thread(() =>
        {
            using FileStream stream = File.Open(pipe, FileMode.Open, FileAccess.Write);
            stream.Write(File.ReadAllBytes(clip));
            writing.Set();
            release.Wait();
        });
        writer.Start();
        var ledger = new FrameLedger();
        using (VideoFileSource source = MediaSource.Open(pipe, new MediaSourceOptions(), ledger, default))
        {
            using var cancel = new CancellationTokenSource();
            cancel.CancelAfter(TimeSpan.FromSeconds(2));
            int frames = 0;
            Assert.ThrowsAny<OperationCanceledException>(() =>
            {
                while (source.Read(out FrameLease? frame, cancel.Token) == FrameReadStatus.Frame)
                {
                    frame!.Dispose();
                    ledger.Analyze();
                    frames++;
                }
            });
            Assert.InRange(frames, 100, 120);
            Assert.Null(source.Info.Duration);
        }

        release.Set();
        writer.Join();
        Assert.True(ledger.Snapshot() is { IsBalanced: true, InFlight: 0 });
    }

    [Fact]
    public void Read_CancelledToken_ThrowsAtOnce()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=0.8 -c:v libx264");
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default);
        Assert.Throws<OperationCanceledException>(() => source.Read(out _, new CancellationToken(canceled: true)));
    }
}
