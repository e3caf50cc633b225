using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Files played as cameras, on a clock that only moves when told to.</summary>
public sealed class PacedFileTests : LeaseGuard
{
    private readonly VirtualTime _time = new();
    private readonly string _clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=1 -c:v libx264 -bf 0");

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Read_PlaysAtTheRate(double rate)
    {
        var viewer = new Viewer();
        FrameReadStatus status = Play(viewer, new LiveOptions { Time = _time, Rate = rate }, 100);
        Assert.Equal(FrameReadStatus.EndOfStream, status);
        viewer.AssertAccount();
        Assert.Equal(10, viewer.Frames.Count);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0.1 * i, viewer.Frames[i].Time.TotalSeconds, 1e-3);
            Assert.InRange(_time.GetElapsedTime(viewer.Frames[0].SeenAt, viewer.Frames[i].SeenAt).TotalSeconds, (0.1 * i / rate) - 0.001, (0.1 * i / rate) + 0.2);
            Assert.Equal(0.1 * i / rate, _time.GetElapsedTime(viewer.Frames[0].Arrival, viewer.Frames[i].Arrival).TotalSeconds, 1e-3);
        }
    }

    [Fact]
    public void Read_Loop_GoesOnInNumberAndTime()
    {
        var viewer = new Viewer();
        Play(viewer, new LiveOptions { Time = _time, Loop = true }, 35);
        viewer.AssertAccount();
        Assert.Equal(35, viewer.Frames.Count);
        Assert.All(viewer.Frames, frame => Assert.Equal(0.1 * frame.Index, frame.Time.TotalSeconds, 1e-3));
        Assert.Equal(3.4, _time.GetElapsedTime(viewer.Frames[0].Arrival, viewer.Frames[^1].Arrival).TotalSeconds, 1e-3);
        Assert.Null(viewer.Info!.Duration);
        Assert.Equal(35, viewer.Position!.Value.NextIndex);
    }

    [Fact]
    public void Read_Resumed_GoesOnWithTheGap()
    {
        var viewer = new Viewer();
        Play(viewer, new LiveOptions { Time = _time }, 5);
        StreamPosition before = viewer.Position!.Value;
        _time.MoveTo(_time.Elapsed + TimeSpan.FromSeconds(60));
        Play(viewer, new LiveOptions { Time = _time, Resume = before }, 5);
        viewer.AssertAccount();
        Assert.InRange((viewer.Frames[5].Time - viewer.Frames[4].Time).TotalSeconds, 59, 61);
    }

    [Fact]
    public void Read_WaitsForItsTime_EndsOnCancel()
    {
        using ILiveSource source = CameraSource.Open(CameraAddress.Parse(_clip), new LiveOptions { Time = _time }, new FrameLedger(), default);
        source.Read(out FrameLease? frame, default);
        frame!.Dispose();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => source.Read(out _, cancel.Token));
    }

    [Fact]
    public void Open_NoSuchFile_IsAClearError()
    {
        var error = Assert.Throws<VideoDynException>(() => CameraSource.Open(CameraAddress.Parse("file-as-live:/no/such.mp4"), new LiveOptions(), new FrameLedger(), default));
        Assert.Contains("'/no/such.mp4' does not exist", error.Message, StringComparison.Ordinal);
    }

    // Reads on a thread of its own while this one moves the clock to each timer.
    private FrameReadStatus Play(Viewer viewer, LiveOptions options, int frames)
    {
        FrameReadStatus status = default;
        Exception? failure = null;
        var reader = new Thread(() => failure = Record.Exception(() => status = viewer.Watch(_clip, options, frames)));
        reader.Start();
        while (reader.IsAlive)
        {
            if (!_time.FireNext(TimeSpan.MaxValue))
                reader.Join(TimeSpan.FromMilliseconds(1));
        }

        Assert.Null(failure);
        return status;
    }
}
