using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Functions of libavutil.</summary>
internal static unsafe partial class AvUtil
{
    private const string Library = FFmpegLibrary.Util;

    /// <summary>The time stamp that means "none".</summary>
    public const long NoTime = long.MinValue;

    /// <summary>Side data of a frame: display matrix.</summary>
    public const int FrameDisplayMatrix = 6;

    [LibraryImport(Library)]
    public static partial uint avutil_version();

    [LibraryImport(Library)]
    public static partial byte* av_version_info();

    [LibraryImport(Library)]
    public static partial void av_log_set_level(int level);

    [LibraryImport(Library)]
    public static partial int av_strerror(int code, byte* buffer, nuint size);

    [LibraryImport(Library)]
    public static partial void* av_malloc(nuint size);

    [LibraryImport(Library)]
    public static partial void av_freep(void* pointerToPointer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int av_dict_set(AVDictionary** dictionary, string key, string? value, int flags);

    [LibraryImport(Library)]
    public static partial int av_dict_count(AVDictionary* dictionary);

    [LibraryImport(Library)]
    public static partial void av_dict_free(AVDictionary** dictionary);

    [LibraryImport(Library)]
    public static partial AVFrame* av_frame_alloc();

    [LibraryImport(Library)]
    public static partial void av_frame_free(AVFrame** frame);

    [LibraryImport(Library)]
    [SuppressGCTransition] // runs for nanoseconds and never blocks
    public static partial void av_frame_move_ref(AVFrame* target, AVFrame* source);

    [LibraryImport(Library)]
    public static partial void av_frame_unref(AVFrame* frame);

    [LibraryImport(Library)]
    public static partial int av_frame_get_buffer(AVFrame* frame, int alignment);

    [LibraryImport(Library)]
    public static partial int av_frame_make_writable(AVFrame* frame);

    [LibraryImport(Library)]
    public static partial AVFrameSideData* av_frame_get_side_data(AVFrame* frame, int type);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int av_get_pix_fmt(string name);

    [LibraryImport(Library)]
    public static partial byte* av_get_pix_fmt_name(int format);

    [LibraryImport(Library)]
    public static partial AVPixFmtDescriptor* av_pix_fmt_desc_get(int format);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int av_opt_set_q(void* target, string name, AVRational value, int flags);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int av_opt_set_image_size(void* target, string name, int width, int height, int flags);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int av_opt_set_pixel_fmt(void* target, string name, int format, int flags);
}
