using System.Net;
using System.Net.Sockets;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>Where RTP and RTCP packets of a session go: into its connection, or out as datagrams.</summary>
internal sealed class PacketSink(Stream stream, SemaphoreSlim writing, Socket? datagrams, EndPoint? media, EndPoint? control)
{
    /// <summary>Sends an RTP packet.</summary>
    public ValueTask MediaAsync(byte[] packet, CancellationToken cancellationToken) => SendAsync(packet, 0, media, cancellationToken);

    /// <summary>Sends an RTCP packet.</summary>
    public ValueTask ControlAsync(byte[] packet, CancellationToken cancellationToken) => SendAsync(packet, 1, control, cancellationToken);

    /// <summary>Sends bytes as they are into the connection.</summary>
    public async ValueTask RawAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>A packet as it stands in the connection.</summary>
    public static byte[] Interleaved(byte[] packet, byte channel) => [(byte)'$', channel, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet];

    private async ValueTask SendAsync(byte[] packet, byte channel, EndPoint? to, CancellationToken cancellationToken)
    {
        if (datagrams is not null && to is not null)
            await datagrams.SendToAsync(packet, to, cancellationToken);
        else
            await RawAsync(Interleaved(packet, channel), cancellationToken);
    }
}
