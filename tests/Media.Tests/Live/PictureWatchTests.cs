using VideoDyn.Actors.TestKit;
using VideoDyn.Media.Live;

namespace VideoDyn.Media.Tests.Live;

public sealed class PictureWatchTests
{
    private readonly VirtualTime _time = new();
    private readonly PictureWatch _watch;

    public PictureWatchTests() => _watch = new PictureWatch(
        CameraAddress.Parse("rtsp://admin:secret@cam/live"),
        new LiveOptions { Time = _time, PictureTimeout = TimeSpan.FromSeconds(10), KeyFrameTimeout = TimeSpan.FromSeconds(30) });

    [Fact]
    public void Check_PacketsWithoutPictures_IsStalled()
    {
        _watch.Check(awaitsKey: false);
        _watch.Picture();
        Assert.Null(Packets(10, awaitsKey: false));
        Assert.Equal(OutageReason.Stalled, Packets(1, awaitsKey: false)!.Reason);
    }

    [Fact]
    public void Check_PacketsAndErrors_IsADecoderThatFailed()
    {
        _watch.Check(awaitsKey: false);
        _watch.Error();
        CameraOutageException outage = Packets(11, awaitsKey: false)!;
        Assert.Equal(OutageReason.DecoderFailed, outage.Reason);
        Assert.Equal("'rtsp://***@cam/live': the decoder gives only errors, no picture for 10 s.", outage.Message);
    }

    [Fact]
    public void Check_AwaitsKey_WaitsLongerAndThenForPicturesAnew()
    {
        Assert.Null(Packets(30, awaitsKey: true));
        Assert.Null(Packets(10, awaitsKey: false));
        Assert.Equal(OutageReason.Stalled, Packets(2, awaitsKey: false)!.Reason);
    }

    [Fact]
    public void Check_KeyNeverComes_SaysSo() => Assert.Equal(OutageReason.NoKeyFrame, Packets(31, awaitsKey: true)!.Reason);

    [Fact]
    public void Check_OnePacketAfterAPause_IsNoStall()
    {
        _watch.Check(awaitsKey: false);
        _watch.Picture();
        _time.MoveTo(TimeSpan.FromMinutes(1));
        Assert.Null(_watch.Check(awaitsKey: false));
    }

    [Fact]
    public void Error_VeryManyInARow_IsADecoderThatFailed()
    {
        for (int i = 0; i < 499; i++)
            Assert.Null(_watch.Error());
        Assert.Equal(OutageReason.DecoderFailed, _watch.Error()!.Reason);
        _watch.Picture();
        Assert.Null(_watch.Error());
    }

    // One packet a second.
    private CameraOutageException? Packets(int count, bool awaitsKey)
    {
        CameraOutageException? outage = null;
        for (int i = 0; i < count && outage is null; i++)
        {
            _time.MoveTo(_time.Elapsed + TimeSpan.FromSeconds(1));
            outage = _watch.Check(awaitsKey);
        }

        return outage;
    }
}
