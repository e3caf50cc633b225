using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Reads and writes structure fields at the offsets of the loaded generation.</summary>
internal static unsafe class NativeFields
{
    private static readonly FFmpegGeneration s_at = FFmpegLibrary.Generation;

    // Hot fields are copied into static read-only integers, which compiled code treats as constants.
    private static readonly int s_frameColorRange = s_at.FrameColorRange;
    private static readonly int s_frameDuration = s_at.FrameDuration;

    public static int StreamCount(AVFormatContext* format) => *(int*)((byte*)format + 44);

    public static AVStream* Stream(AVFormatContext* format, int index) => (*(AVStream***)((byte*)format + 48))[index];

    public static AVIOContext** Io(AVFormatContext* format) => (AVIOContext**)((byte*)format + 32);

    public static string InputFormatName(AVFormatContext* format)
    {
        byte** inputFormat = *(byte***)((byte*)format + 8);
        return Text(inputFormat is null ? null : *inputFormat);
    }

    public static void SetInterrupt(AVFormatContext* format, delegate* unmanaged[Cdecl]<void*, int> callback, void* argument)
    {
        byte* at = (byte*)format + s_at.FormatInterrupt;
        *(void**)at = callback;
        *(void**)(at + sizeof(void*)) = argument;
    }

    /// <summary>Duration of the file in microseconds, or <see cref="AvUtil.NoTime"/>.</summary>
    public static long Duration(AVFormatContext* format) => *(long*)((byte*)format + s_at.FormatStartTime + 8);

    /// <summary>Bits per second of the file; 0 when unknown.</summary>
    public static long BitRate(AVFormatContext* format) => *(long*)((byte*)format + s_at.FormatStartTime + 16);

    public static void AddFormatFlags(AVFormatContext* format, int flags) => *(int*)((byte*)format + s_at.FormatFlags) |= flags;

    public static AVCodecParameters* Parameters(AVStream* stream) => *(AVCodecParameters**)((byte*)stream + s_at.StreamParameters);

    public static AVRational TimeBase(AVStream* stream) => *(AVRational*)((byte*)stream + s_at.StreamTimeBase);

    public static void SetTimeBase(AVStream* stream, AVRational value) => *(AVRational*)((byte*)stream + s_at.StreamTimeBase) = value;

    public static AVRational FrameRate(AVStream* stream) => *(AVRational*)((byte*)stream + s_at.StreamFrameRate);

    /// <summary>First presentation time in units of the time base, or <see cref="AvUtil.NoTime"/>.</summary>
    public static long StartTime(AVStream* stream) => *(long*)((byte*)stream + s_at.StreamTimeBase + 8);

    /// <summary>Duration in units of the time base, or <see cref="AvUtil.NoTime"/>.</summary>
    public static long Duration(AVStream* stream) => *(long*)((byte*)stream + s_at.StreamTimeBase + 16);

    public static int CodecId(AVCodecParameters* parameters) => *(int*)((byte*)parameters + 4);

    public static uint CodecTag(AVCodecParameters* parameters) => *(uint*)((byte*)parameters + 8);

    /// <summary>Global headers of the codec (extradata); empty where there are none.</summary>
    public static ReadOnlySpan<byte> Headers(AVCodecParameters* parameters)
    {
        byte* data = *(byte**)((byte*)parameters + 16);
        int size = *(int*)((byte*)parameters + 24);
        return data is null || size <= 0 ? [] : new ReadOnlySpan<byte>(data, size);
    }

    public static int PixelFormat(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersFormat);

    public static long BitRate(AVCodecParameters* parameters) => *(long*)((byte*)parameters + s_at.ParametersFormat + 4);

    public static int Profile(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersFormat + 20);

    public static int Width(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersFormat + 28);

    public static int Height(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersFormat + 32);

    public static void SetSize(AVCodecParameters* parameters, int width, int height)
    {
        *(int*)((byte*)parameters + s_at.ParametersFormat + 28) = width;
        *(int*)((byte*)parameters + s_at.ParametersFormat + 32) = height;
    }

    /// <summary>Lets a muxer choose its own tag for the codec.</summary>
    public static void ClearCodecTag(AVCodecParameters* parameters) => *(uint*)((byte*)parameters + 8) = 0;

    /// <summary>The bytes that a decoder needs before the first packet; its size follows, the same in every generation.</summary>
    public static byte** ExtraData(AVCodecParameters* parameters) => (byte**)((byte*)parameters + 16);

    public static int* ExtraSize(AVCodecParameters* parameters) => (int*)((byte*)parameters + 24);

    public static int ColorRange(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersColorRange);

    /// <summary>Pictures that a decoder keeps back to put them in order; 0 also when unknown.</summary>
    public static int VideoDelay(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersColorRange + 20);

    public static int ColorSpace(AVCodecParameters* parameters) => *(int*)((byte*)parameters + s_at.ParametersColorSpace);

    public static int ColorRange(AVFrame* frame) => *(int*)((byte*)frame + s_frameColorRange);

    public static int ColorSpace(AVFrame* frame) => *(int*)((byte*)frame + s_frameColorRange + 12);

    public static long BestEffortTime(AVFrame* frame) => *(long*)((byte*)frame + s_frameColorRange + 24);

    public static long Duration(AVFrame* frame) => *(long*)((byte*)frame + s_frameDuration);

    /// <summary>A zero-terminated UTF-8 text; empty for null.</summary>
    public static string Text(byte* text) => text is null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";
}
