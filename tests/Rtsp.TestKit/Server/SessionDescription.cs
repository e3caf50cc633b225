using VideoDyn.Rtsp.TestKit.Clips;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>Describes the stream to clients (RFC 4566).</summary>
internal static class SessionDescription
{
    /// <summary>The description.</summary>
    public static string Of(Mp4Clip clip, RtspServerOptions options)
    {
        string head = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=test\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\n";
        if (options.IsAudioOnly)
            return head + "m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=control:track\r\n";
        string codec = clip.IsHevc ? "H265" : "H264";
        return head + $"m=video 0 RTP/AVP 96\r\na=rtpmap:96 {codec}/90000\r\na=fmtp:96 {Format(clip, options)}\r\na=control:track\r\n";
    }

    private static string Format(Mp4Clip clip, RtspServerOptions options)
    {
        string mode = clip.IsHevc ? "" : "packetization-mode=1";
        if (!options.DescribesParameterSets)
            return clip.IsHevc ? "profile-id=1" : mode;
        string[] sets = [.. clip.ParameterSets.Select(Convert.ToBase64String)];
        if (!clip.IsHevc)
            return $"{mode};sprop-parameter-sets={string.Join(',', sets)}";
        string Named(int type) => string.Join(',', clip.ParameterSets.Where(set => (set[0] >> 1 & 63) == type).Select(Convert.ToBase64String));
        return $"sprop-vps={Named(32)};sprop-sps={Named(33)};sprop-pps={Named(34)}";
    }
}
