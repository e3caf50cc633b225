using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

public sealed class CameraAddressTests
{
    [Theory]
    [InlineData("rtsp://cam/live", CameraProtocol.Rtsp, "cam")]
    [InlineData("RTSPS://user:pw@[::1]:322/live", CameraProtocol.Rtsp, "::1")]
    [InlineData("http://cam:8080/video.mjpg", CameraProtocol.Http, "cam")]
    [InlineData("https://host/a/b.m3u8?token=x", CameraProtocol.Http, "host")]
    [InlineData("/dev/video0", CameraProtocol.V4l2, "video0")]
    [InlineData("v4l2:///dev/video1", CameraProtocol.V4l2, "video1")]
    [InlineData("file-as-live:clips/street.mp4", CameraProtocol.File, "street.mp4")]
    [InlineData("file:///videos/street.mp4", CameraProtocol.File, "street.mp4")]
    [InlineData("street.mp4", CameraProtocol.File, "street.mp4")]
    public void Parse_KnownForm_TellsProtocolAndName(string text, CameraProtocol protocol, string name)
    {
        var address = CameraAddress.Parse(text);
        Assert.Equal((protocol, name), (address.Protocol, address.Name));
    }

    [Theory]
    [InlineData("rtsp://admin:secret@cam/live", "rtsp://admin:secret@cam/live")]
    [InlineData("rtsp://admin:s%40cret@cam/live", "rtsp://admin:s%40cret@cam/live")]
    [InlineData("rtsp://admin:s@cret@cam/live", "rtsp://admin:s%40cret@cam/live")]
    [InlineData("rtsp://admin:se/cret?#@cam:554/live?x=1", "rtsp://admin:se%2Fcret%3F%23@cam:554/live?x=1")]
    [InlineData("rtsp://admin:@cam/live", "rtsp://admin:@cam/live")]
    [InlineData("rtsp://admin@cam/live", "rtsp://admin:@cam/live")]
    [InlineData("rtsp://cam:554/a@b", "rtsp://cam:554/a@b")]
    public void Parse_Credentials_ReachTheCameraAndNobodyElse(string text, string revealed)
    {
        var address = CameraAddress.Parse(text);
        Assert.Equal(revealed, address.Reveal());
        Assert.DoesNotContain("cret", address.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", address.Location + address.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", Redaction.Redact(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_PasswordApart_ReplacesTheOneInTheAddress() =>
        Assert.Equal("rtsp://other:n%20w@cam/live", CameraAddress.Parse("rtsp://admin:old@cam/live", "other", "n w").Reveal());

    [Theory]
    [InlineData("", "empty")]
    [InlineData("rstp://cam/live", "unknown scheme 'rstp'; expected rtsp, rtsps, http, https, v4l2, file; did you mean 'rtsp'?")]
    [InlineData("rtsp:///live", "names no host")]
    [InlineData("rtsp://cam:99999/live", "port 99999")]
    [InlineData("ftp://admin:secret@cam/live", "unknown scheme 'ftp'")]
    [InlineData("rtsp://admin:secret@/live", "names no host")]
    [InlineData("rtsp://cam/li\nve", "control characters")]
    public void Parse_Nonsense_IsRefusedWithoutSecrets(string text, string expected)
    {
        var error = Assert.Throws<VideoDynException>(() => CameraAddress.Parse(text));
        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://cam/x", true)]
    [InlineData("http://cam/video.mjpg", true)]
    [InlineData("http://host/live.m3u8", true)]
    [InlineData("http://host/street.mp4?x=1", false)]
    [InlineData("/dev/video0", true)]
    [InlineData("file-as-live:street.mp4", true)]
    [InlineData("street.mp4", false)]
    [InlineData("-", false)]
    public void IsLive_Address_TellsCamerasFromRecordings(string text, bool expected) => Assert.Equal(expected, CameraAddress.IsLive(text));

    [Fact]
    public void OpenAny_Recording_IsAFileAndFileAsLiveIsLive()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=0.8 -c:v libx264");
        using (IFrameSource file = MediaSource.OpenAny(clip, new MediaSourceOptions(), new FrameLedger(), default))
            Assert.False(file.Info.IsLive);
        using (IFrameSource live = MediaSource.OpenAny(clip, new MediaSourceOptions { Live = new LiveOptions { Rate = 10 } }, new FrameLedger(), default))
            Assert.True(live.Info.IsLive);
        using (IFrameSource live = MediaSource.OpenAny("file-as-live:" + clip, new MediaSourceOptions { Name = "gate" }, new FrameLedger(), default))
            Assert.Equal((true, "gate"), (live.Info.IsLive, live.Info.Name));
        var error = Assert.Throws<VideoDynException>(
            () => MediaSource.OpenAny("rtsp://127.0.0.1:1/x", new MediaSourceOptions { Start = TimeSpan.FromSeconds(1) }, new FrameLedger(), default));
        Assert.Contains("for recordings only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OutOfRange_NamesEveryOption()
    {
        var options = new LiveOptions { ReadTimeout = TimeSpan.Zero, Rate = double.NaN, DecodeThreads = 0 };
        var error = Assert.Throws<VideoDynException>(() => CameraSource.Open(CameraAddress.Parse("rtsp://127.0.0.1:1/x"), options, new FrameLedger(), default));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("read timeout", error.Message, StringComparison.Ordinal);
        Assert.Contains("rate", error.Message, StringComparison.Ordinal);
        Assert.Contains("decode threads", error.Message, StringComparison.Ordinal);
    }
}
