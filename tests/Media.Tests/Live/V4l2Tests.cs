using VideoDyn.Media.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>Capture devices without a device: the errors.</summary>
public sealed class V4l2Tests : LeaseGuard
{
    [Fact]
    public void Open_NoSuchDevice_IsNotFound()
    {
        var outage = Assert.Throws<CameraOutageException>(() => new Viewer().Watch("/dev/video987", Viewer.Quick, 1));
        Assert.Equal(OutageReason.NotFound, outage.Reason);
        Assert.Contains("'/dev/video987': there is no such device", outage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NotACaptureDevice_IsAnOutage()
    {
        var outage = Assert.Throws<CameraOutageException>(() => new Viewer().Watch("v4l2:///dev/null", Viewer.Quick, 1));
        Assert.Contains("/dev/null", outage.Message, StringComparison.Ordinal);
    }
}
