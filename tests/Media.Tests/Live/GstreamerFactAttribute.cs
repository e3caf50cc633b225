using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>A fact that needs the distribution's GStreamer RTSP server; skipped with the reason where it is missing.</summary>
internal sealed class GstreamerFactAttribute : FactAttribute
{
    public GstreamerFactAttribute()
    {
        if (!SharedData.IsRequired)
            Skip = GstreamerServer.Missing;
    }
}
