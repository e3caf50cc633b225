using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Functions of libavformat.</summary>
internal static unsafe partial class AvFormat
{
    private const string Library = FFmpegLibrary.Format;

    /// <summary>Media type of video streams.</summary>
    public const int Video = 0;

    /// <summary>Side data of a stream: display matrix.</summary>
    public const int StreamDisplayMatrix = 5;

    /// <summary>Seek to the key frame at or before the time.</summary>
    public const int SeekBackward = 1;

    /// <summary>Open for writing.</summary>
    public const int Write = 2;

    /// <summary>Format flag: hand every packet to the operating system at once, so that errors show at once.</summary>
    public const int FlushPackets = 0x200;

    [LibraryImport(Library)]
    public static partial uint avformat_version();

    [LibraryImport(Library)]
    public static partial AVFormatContext* avformat_alloc_context();

    [LibraryImport(Library)]
    public static partial void avformat_free_context(AVFormatContext* context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial AVInputFormat* av_find_input_format(string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int avformat_open_input(AVFormatContext** context, string url, AVInputFormat* format, AVDictionary** options);

    [LibraryImport(Library)]
    public static partial void avformat_close_input(AVFormatContext** context);

    [LibraryImport(Library)]
    public static partial int avformat_find_stream_info(AVFormatContext* context, AVDictionary** options);

    [LibraryImport(Library)]
    public static partial int av_find_best_stream(AVFormatContext* context, int type, int wanted, int related, AVCodec** decoder, int flags);

    [LibraryImport(Library)]
    public static partial int av_read_frame(AVFormatContext* context, AVPacket* packet);

    [LibraryImport(Library)]
    public static partial int av_seek_frame(AVFormatContext* context, int stream, long timestamp, int flags);

    [LibraryImport(Library)]
    public static partial void* av_stream_get_side_data(AVStream* stream, int type, nuint* size);

    [LibraryImport(Library)]
    public static partial AVIOContext* avio_alloc_context(
        byte* buffer,
        int size,
        int writable,
        void* opaque,
        delegate* unmanaged[Cdecl]<void*, byte*, int, int> read,
        delegate* unmanaged[Cdecl]<void*, byte*, int, int> write,
        delegate* unmanaged[Cdecl]<void*, long, int, long> seek);

    [LibraryImport(Library)]
    public static partial void avio_context_free(AVIOContext** context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int avio_open(AVIOContext** context, string url, int flags);

    [LibraryImport(Library)]
    public static partial int avio_closep(AVIOContext** context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int avformat_alloc_output_context2(AVFormatContext** context, void* format, string? formatName, string? url);

    [LibraryImport(Library)]
    public static partial AVStream* avformat_new_stream(AVFormatContext* context, AVCodec* codec);

    [LibraryImport(Library)]
    public static partial int avformat_write_header(AVFormatContext* context, AVDictionary** options);

    [LibraryImport(Library)]
    public static partial int av_interleaved_write_frame(AVFormatContext* context, AVPacket* packet);

    [LibraryImport(Library)]
    public static partial int av_write_trailer(AVFormatContext* context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void* av_guess_format(string? shortName, string? fileName, string? mimeType);

    [LibraryImport(Library)]
    public static partial int avformat_query_codec(void* format, int codec, int compliance);

    [LibraryImport(Library)]
    public static partial byte* av_stream_new_side_data(AVStream* stream, int type, nuint size);
}
