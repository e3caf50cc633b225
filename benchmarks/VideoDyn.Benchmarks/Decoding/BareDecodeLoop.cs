using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Benchmarks.Decoding;

/// <summary>The least that a program must do to decode a file with FFmpeg: no ledger, no leases, no cancellation.</summary>
internal static unsafe class BareDecodeLoop
{
    /// <summary>Decodes a whole file of 8-bit planar YUV on one thread and touches every luma byte.</summary>
    /// <returns>Pictures, and the mixed bytes.</returns>
    public static (int Frames, byte Mixed) Run(string path)
    {
        FFmpegLibrary.Load();
        AVFormatContext* format = null;
        Require(AvFormat.avformat_open_input(&format, path, null, null));
        Require(AvFormat.avformat_find_stream_info(format, null));
        int index = AvFormat.av_find_best_stream(format, AvFormat.Video, -1, -1, null, 0);
        AVCodecParameters* parameters = NativeFields.Parameters(NativeFields.Stream(format, index));
        AVCodec* codec = AvCodec.avcodec_find_decoder(NativeFields.CodecId(parameters));
        AVCodecContext* context = AvCodec.avcodec_alloc_context3(codec);
        Require(AvCodec.avcodec_parameters_to_context(context, parameters));
        var options = default(NativeOptions);
        options.Set("threads", "1");
        Require(options.Open(context, codec));
        options.Dispose();

        AVPacket* packet = AvCodec.av_packet_alloc();
        AVFrame* frame = AvUtil.av_frame_alloc();
        int frames = 0;
        byte mixed = 0;
        bool more = true;
        while (more)
        {
            more = AvFormat.av_read_frame(format, packet) >= 0;
            if (more && packet->StreamIndex != index)
            {
                AvCodec.av_packet_unref(packet);
                continue;
            }

            _ = AvCodec.avcodec_send_packet(context, more ? packet : null);
            AvCodec.av_packet_unref(packet);
            while (AvCodec.avcodec_receive_frame(context, frame) >= 0)
            {
                mixed ^= LumaTouch.Touch(new FramePlane((nint)frame->Data[0], frame->Stride[0], frame->Width, frame->Height));
                frames++;
            }
        }

        AvUtil.av_frame_free(&frame);
        AvCodec.av_packet_free(&packet);
        AvCodec.avcodec_free_context(&context);
        AvFormat.avformat_close_input(&format);
        return (frames, mixed);
    }

    private static void Require(int result)
    {
        if (result < 0)
            throw new InvalidOperationException(AvError.Text(result));
    }
}
