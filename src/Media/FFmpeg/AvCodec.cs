using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Functions of libavcodec.</summary>
internal static unsafe partial class AvCodec
{
    private const string Library = FFmpegLibrary.Codec;

    [LibraryImport(Library)]
    public static partial uint avcodec_version();

    [LibraryImport(Library)]
    public static partial AVCodec* avcodec_find_decoder(int id);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial AVCodec* avcodec_find_encoder_by_name(string name);

    [LibraryImport(Library)]
    public static partial AVCodecDescriptor* avcodec_descriptor_get(int id);

    [LibraryImport(Library)]
    public static partial byte* avcodec_get_name(int id);

    [LibraryImport(Library)]
    public static partial byte* avcodec_profile_name(int id, int profile);

    [LibraryImport(Library)]
    public static partial AVCodecContext* avcodec_alloc_context3(AVCodec* codec);

    [LibraryImport(Library)]
    public static partial void avcodec_free_context(AVCodecContext** context);

    [LibraryImport(Library)]
    public static partial int avcodec_parameters_to_context(AVCodecContext* context, AVCodecParameters* parameters);

    [LibraryImport(Library)]
    public static partial int avcodec_parameters_from_context(AVCodecParameters* parameters, AVCodecContext* context);

    [LibraryImport(Library)]
    public static partial int avcodec_open2(AVCodecContext* context, AVCodec* codec, AVDictionary** options);

    [LibraryImport(Library)]
    public static partial int avcodec_send_packet(AVCodecContext* context, AVPacket* packet);

    [LibraryImport(Library)]
    public static partial int avcodec_receive_frame(AVCodecContext* context, AVFrame* frame);

    [LibraryImport(Library)]
    public static partial int avcodec_send_frame(AVCodecContext* context, AVFrame* frame);

    [LibraryImport(Library)]
    public static partial int avcodec_receive_packet(AVCodecContext* context, AVPacket* packet);

    [LibraryImport(Library)]
    public static partial void avcodec_flush_buffers(AVCodecContext* context);

    /// <summary>Side data of a packet: the sender's wall clock (AVProducerReferenceTime).</summary>
    public const int PacketSenderTime = 27;

    [LibraryImport(Library)]
    public static partial AVPacket* av_packet_alloc();

    [LibraryImport(Library)]
    public static partial byte* av_packet_get_side_data(AVPacket* packet, int type, nuint* size);

    [LibraryImport(Library)]
    public static partial void av_packet_free(AVPacket** packet);

    [LibraryImport(Library)]
    public static partial void av_packet_move_ref(AVPacket* target, AVPacket* source);

    /// <summary>Side data of a packet: new global headers (AV_PKT_DATA_NEW_EXTRADATA).</summary>
    public const int PacketNewHeaders = 1;

    [LibraryImport(Library)]
    public static partial void av_packet_unref(AVPacket* packet);

    [LibraryImport(Library)]
    public static partial void av_packet_rescale_ts(AVPacket* packet, AVRational source, AVRational target);

    [LibraryImport(Library)]
    public static partial int av_packet_ref(AVPacket* target, AVPacket* source);

    [LibraryImport(Library)]
    public static partial AVCodecParameters* avcodec_parameters_alloc();

    [LibraryImport(Library)]
    public static partial int avcodec_parameters_copy(AVCodecParameters* target, AVCodecParameters* source);

    [LibraryImport(Library)]
    public static partial void avcodec_parameters_free(AVCodecParameters** parameters);
}
