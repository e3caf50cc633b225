using System.Globalization;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>FFmpeg's options for a connection, by protocol.</summary>
internal static class ProtocolOptions
{
    /// <summary>Sets what the open call needs.</summary>
    public static void Set(ref NativeOptions options, CameraAddress address, LiveOptions live)
    {
        switch (address.Protocol)
        {
            case CameraProtocol.Rtsp:
                options.Set("rtsp_transport", live.Transport == RtspTransport.Tcp ? "tcp" : "udp");
                options.Set("allowed_media_types", "video");
                options.Set("timeout", Microseconds(live.ReadTimeout));
                if (live.Transport == RtspTransport.Tcp)
                    options.Set("max_delay", "0"); // nothing is reordered, so nothing need be waited for
                else
                    options.Set("buffer_size", "1048576"); // a key frame comes as a burst
                break;
            case CameraProtocol.Http:
                options.Set("rw_timeout", Microseconds(live.ReadTimeout));
                // A playlist must not make this machine read its own files.
                options.Set("protocol_whitelist", "http,https,tcp,tls,crypto,data,httpproxy");
                break;
            default:
                break;
        }
    }

    private static string Microseconds(TimeSpan time) => ((long)time.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
}
