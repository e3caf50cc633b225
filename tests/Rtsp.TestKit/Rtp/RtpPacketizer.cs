using System.Buffers.Binary;

namespace VideoDyn.Rtsp.TestKit.Rtp;

/// <summary>Puts NAL units into RTP packets: whole, or in fragments (RFC 6184 FU-A, RFC 7798 FU).</summary>
internal sealed class RtpPacketizer(bool isHevc, ushort firstSequence)
{
    private const int PayloadType = 96;
    private const int MostPayload = 1388;
    private ushort _sequence = firstSequence;

    /// <summary>The stream's identity.</summary>
    public const uint Source = 0x5EED_CAFE;

    /// <summary>Packets so far, and their payload bytes.</summary>
    public (uint Packets, uint Bytes) Sent { get; private set; }

    /// <summary>The packets of one picture.</summary>
    public List<byte[]> Pack(IReadOnlyList<byte[]> nals, uint timestamp)
    {
        var packets = new List<byte[]>();
        for (int i = 0; i < nals.Count; i++)
        {
            bool isLast = i == nals.Count - 1;
            if (nals[i].Length <= MostPayload)
                packets.Add(Packet([], nals[i], timestamp, isLast));
            else
                Fragment(packets, nals[i], timestamp, isLast);
        }

        return packets;
    }

    private void Fragment(List<byte[]> packets, byte[] nal, uint timestamp, bool isLastNal)
    {
        int header = isHevc ? 2 : 1;
        byte type = (byte)(isHevc ? (nal[0] >> 1) & 63 : nal[0] & 31);
        byte[] indicator = isHevc ? [(byte)((nal[0] & 0x81) | (49 << 1)), nal[1]] : [(byte)((nal[0] & 0xE0) | 28)];
        for (int at = header; at < nal.Length;)
        {
            int length = Math.Min(MostPayload - header - 1, nal.Length - at);
            bool isFirst = at == header;
            bool isEnd = at + length == nal.Length;
            byte state = (byte)((isFirst ? 0x80 : 0) | (isEnd ? 0x40 : 0) | type);
            packets.Add(Packet([.. indicator, state], nal.AsSpan(at, length), timestamp, isLastNal && isEnd));
            at += length;
        }
    }

    private byte[] Packet(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> payload, uint timestamp, bool marker)
    {
        var packet = new byte[12 + prefix.Length + payload.Length];
        packet[0] = 0x80;
        packet[1] = (byte)(PayloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), Source);
        prefix.CopyTo(packet.AsSpan(12));
        payload.CopyTo(packet.AsSpan(12 + prefix.Length));
        Sent = (Sent.Packets + 1, Sent.Bytes + (uint)payload.Length);
        return packet;
    }
}
