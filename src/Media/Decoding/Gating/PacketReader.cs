using VideoDyn.Core.Sources;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>Tells from a packet's headers what decoding could leave out.</summary>
internal abstract unsafe class PacketReader
{
    private const int H264 = 27;
    private const int H265 = 173;

    /// <summary>Whether every packet holds exactly one picture, so that pictures can be counted without decoding.</summary>
    public abstract bool IsCountable { get; }

    /// <summary>Whether pictures are shown as they are decoded, as far as the stream's description tells.</summary>
    public bool IsInOrder { get; private init; } = true;

    /// <summary>The reader for a stream; null where nothing is known about its codec.</summary>
    public static PacketReader? For(IVideoInput input) => NativeFields.CodecId(input.Parameters) switch
    {
        H264 => new H264Packets(NativeFields.Headers(input.Parameters)) { IsInOrder = NativeFields.VideoDelay(input.Parameters) == 0 },
        H265 => new H265Packets(NativeFields.Headers(input.Parameters)) { IsInOrder = NativeFields.VideoDelay(input.Parameters) == 0 },
        _ => StreamFacts.IsImageCodec(input) ? new ImagePackets() : null,
    };

    /// <summary>Reads a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="reorders">Whether pictures of the stream are shown in another order than decoded.</param>
    public PacketFacts Read(AVPacket* packet, bool reorders)
    {
        nuint size;
        bool hasHeaders = AvCodec.av_packet_get_side_data(packet, AvCodec.PacketNewHeaders, &size) is not null;
        PacketFacts facts = Read(new ReadOnlySpan<byte>((void*)packet->Data, packet->Size), reorders);
        return hasHeaders ? facts with { ChangesCoding = true } : facts;
    }

    /// <summary>Reads the bytes of a packet.</summary>
    public abstract PacketFacts Read(ReadOnlySpan<byte> data, bool reorders);

    private sealed class ImagePackets : PacketReader
    {
        public override bool IsCountable => true;

        public override PacketFacts Read(ReadOnlySpan<byte> data, bool reorders) =>
            new() { Size = data.Length, HasPicture = data.Length > 0, StartsAnew = true, IsDisposable = true };
    }
}
