using VideoDyn.Core.Errors;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Media.FFmpeg;

/// <summary>
/// Decodes a tiny known clip once per process and compares everything that is read at an offset: sizes, times, flags
/// and pixels. A library whose structures are laid out otherwise is refused before it can feed garbage to anyone.
/// </summary>
/// <remarks>The clip (VP8 in Matroska: odd size, uneven times, two key frames) is decoded bit-exactly by every implementation.</remarks>
public static unsafe class FFmpegSelfCheck
{
    private static readonly Lazy<string?> s_fault = new(Run);

    /// <summary>What is wrong with the libraries, for people; null when they pass.</summary>
    /// <exception cref="VideoDynException">The libraries are missing or of an unknown generation (kind Configuration).</exception>
    public static string? Fault => s_fault.Value;

    /// <summary>Fails unless the libraries pass.</summary>
    /// <exception cref="VideoDynException">They are missing, of an unknown generation, or fail the check (kind Configuration).</exception>
    public static void Require()
    {
        if (s_fault.Value is { } fault)
        {
            throw VideoDynException.Configuration(
                $"FFmpeg {FFmpegLibrary.Version} failed the start-up self-check: {fault}. Its structures do not lie where FFmpeg {FFmpegLibrary.Generation.Name} has them; use the distribution's FFmpeg 5.1, 6.x or 7.x.");
        }
    }

    private static string? Run()
    {
        FFmpegLibrary.Load();
        using Stream resource = typeof(FFmpegSelfCheck).Assembly.GetManifestResourceStream("VideoDyn.Media.FFmpeg.SelfCheck.mkv")
            ?? throw new VideoDynException(ErrorKind.Internal, "The self-check clip is not embedded in VideoDyn.Media.");
        byte[] clip = new byte[resource.Length];
        resource.ReadExactly(clip);

        var seen = new SelfCheckFacts();
        using var interrupt = new NativeInterrupt();
        using var memory = new MemoryInput(clip);
        AVFormatContext* format = AvFormat.avformat_alloc_context();
        *NativeFields.Io(format) = memory.Io;
        NativeFields.SetInterrupt(format, NativeInterrupt.Callback, interrupt.Flag);
        int result = AvFormat.avformat_open_input(&format, "self-check", null, null);
        if (result < 0)
            return $"the clip cannot be opened ({AvError.Text(result)})";
        try
        {
            result = AvFormat.avformat_find_stream_info(format, null);
            if (result < 0)
                return $"the clip cannot be analysed ({AvError.Text(result)})";
            return NativeFields.StreamCount(format) != 1
                ? $"the clip has {NativeFields.StreamCount(format)} streams instead of 1"
                : Decode(format, seen) ?? seen.Compare();
        }
        finally
        {
            AvFormat.avformat_close_input(&format);
        }
    }

    private static string? Decode(AVFormatContext* format, SelfCheckFacts seen)
    {
        AVStream* stream = NativeFields.Stream(format, 0);
        AVCodecParameters* parameters = NativeFields.Parameters(stream);
        seen.AddStream(format, stream, parameters);
        // Nothing is decoded when even these disagree: a wrong address would end the process.
        if (seen.Compare(streamOnly: true) is { } fault)
            return fault;

        AVCodec* codec = AvCodec.avcodec_find_decoder(NativeFields.CodecId(parameters));
        if (codec is null)
            return "it has no VP8 decoder";
        AVCodecContext* context = AvCodec.avcodec_alloc_context3(codec);
        AVPacket* packet = AvCodec.av_packet_alloc();
        AVFrame* frame = AvUtil.av_frame_alloc();
        try
        {
            int result = AvCodec.avcodec_parameters_to_context(context, parameters);
            if (result >= 0)
                result = AvCodec.avcodec_open2(context, codec, null);
            if (result < 0)
                return $"its VP8 decoder cannot be opened ({AvError.Text(result)})";
            while (AvFormat.av_read_frame(format, packet) >= 0)
            {
                seen.AddPacket(packet);
                _ = AvCodec.avcodec_send_packet(context, packet);
                AvCodec.av_packet_unref(packet);
                while (AvCodec.avcodec_receive_frame(context, frame) >= 0)
                    seen.AddFrame(frame);
            }

            return null;
        }
        finally
        {
            AvUtil.av_frame_free(&frame);
            AvCodec.av_packet_free(&packet);
            AvCodec.avcodec_free_context(&context);
        }
    }
}
