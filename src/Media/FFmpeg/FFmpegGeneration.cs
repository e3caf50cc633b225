namespace VideoDyn.Media.FFmpeg;

/// <summary>
/// One generation of the FFmpeg libraries: the major versions that belong together, and where the structure fields lie
/// that have no accessor function. Offsets are bytes on 64-bit machines, taken from the public headers of each release.
/// </summary>
internal sealed record FFmpegGeneration
{
    /// <summary>Name for people, e.g. <c>5.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Major version of libavformat and libavcodec.</summary>
    public required int Format { get; init; }

    /// <summary>Major version of libavutil.</summary>
    public required int Util { get; init; }

    /// <summary>Major version of libswscale.</summary>
    public required int Scale { get; init; }

    /// <summary>AVFormatContext.interrupt_callback: a function pointer, then its argument.</summary>
    public required int FormatInterrupt { get; init; }

    /// <summary>AVFormatContext.start_time; duration and bit_rate follow in the next 16 bytes.</summary>
    public required int FormatStartTime { get; init; }

    /// <summary>AVFormatContext.flags.</summary>
    public required int FormatFlags { get; init; }

    /// <summary>AVStream.codecpar.</summary>
    public required int StreamParameters { get; init; }

    /// <summary>AVStream.time_base; start_time and duration follow in the next 16 bytes.</summary>
    public required int StreamTimeBase { get; init; }

    /// <summary>AVStream.avg_frame_rate.</summary>
    public required int StreamFrameRate { get; init; }

    /// <summary>AVCodecParameters.format; bit_rate lies 4, profile 20, width 28 and height 32 bytes further.</summary>
    public required int ParametersFormat { get; init; }

    /// <summary>AVCodecParameters.color_range.</summary>
    public required int ParametersColorRange { get; init; }

    /// <summary>AVCodecParameters.color_space.</summary>
    public required int ParametersColorSpace { get; init; }

    /// <summary>AVFrame.color_range; colorspace lies 12 and best_effort_timestamp 24 bytes further.</summary>
    public required int FrameColorRange { get; init; }

    /// <summary>AVFrame.pkt_duration, or AVFrame.duration where that replaced it.</summary>
    public required int FrameDuration { get; init; }

    /// <summary>Every supported generation, newest first.</summary>
    public static IReadOnlyList<FFmpegGeneration> Supported { get; } =
    [
        new()
        {
            Name = "7.x", Format = 61, Util = 59, Scale = 8,
            FormatInterrupt = 216, FormatStartTime = 96, FormatFlags = 128,
            StreamParameters = 16, StreamTimeBase = 32, StreamFrameRate = 88,
            ParametersFormat = 44, ParametersColorRange = 100, ParametersColorSpace = 112,
            FrameColorRange = 296, FrameDuration = 432,
        },
        new()
        {
            Name = "6.x", Format = 60, Util = 58, Scale = 7,
            FormatInterrupt = 200, FormatStartTime = 64, FormatFlags = 96,
            StreamParameters = 16, StreamTimeBase = 32, StreamFrameRate = 88,
            ParametersFormat = 28, ParametersColorRange = 76, ParametersColorSpace = 88,
            FrameColorRange = 320, FrameDuration = 360,
        },
        new()
        {
            Name = "5.1", Format = 59, Util = 57, Scale = 6,
            FormatInterrupt = 200, FormatStartTime = 64, FormatFlags = 96,
            StreamParameters = 208, StreamTimeBase = 16, StreamFrameRate = 72,
            ParametersFormat = 28, ParametersColorRange = 76, ParametersColorSpace = 88,
            FrameColorRange = 320, FrameDuration = 360,
        },
    ];
}
