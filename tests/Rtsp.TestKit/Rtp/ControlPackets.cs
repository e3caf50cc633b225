using System.Buffers.Binary;

namespace VideoDyn.Rtsp.TestKit.Rtp;

/// <summary>RTCP packets that a sender makes (RFC 3550).</summary>
internal static class ControlPackets
{
    private static readonly DateTimeOffset s_ntpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A sender report: which wall-clock time a timestamp stands for.</summary>
    public static byte[] SenderReport(DateTimeOffset wallClock, uint timestamp, uint packets, uint bytes)
    {
        var packet = new byte[28];
        packet[0] = 0x80;
        packet[1] = 200;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), 6);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), RtpPacketizer.Source);
        TimeSpan since = wallClock - s_ntpEpoch;
        long seconds = since.Ticks / TimeSpan.TicksPerSecond;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), (uint)seconds);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(12), (uint)((since.Ticks % TimeSpan.TicksPerSecond << 32) / TimeSpan.TicksPerSecond));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(16), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(20), packets);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(24), bytes);
        return packet;
    }

    /// <summary>The sender leaves.</summary>
    public static byte[] Bye()
    {
        var packet = new byte[8];
        packet[0] = 0x81;
        packet[1] = 203;
        packet[3] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), RtpPacketizer.Source);
        return packet;
    }
}
