using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>Reads what an input knows about its video stream before the first picture.</summary>
internal static unsafe class StreamFacts
{
    /// <summary>How pictures of the stream are turned, by its display matrix.</summary>
    public static PictureOrientation Orientation(IVideoInput input)
    {
        nuint size;
        void* matrix = AvFormat.av_stream_get_side_data(input.Stream, AvFormat.StreamDisplayMatrix, &size);
        return size >= 9 * sizeof(int) ? PictureOrientation.FromMatrix((nint)matrix) : default;
    }

    /// <summary>Short name of the codec.</summary>
    public static string Codec(IVideoInput input) => NativeFields.Text(AvCodec.avcodec_get_name(NativeFields.CodecId(input.Parameters)));

    /// <summary>Whether every picture of the codec stands alone.</summary>
    public static bool IsImageCodec(IVideoInput input)
    {
        AVCodecDescriptor* about = AvCodec.avcodec_descriptor_get(NativeFields.CodecId(input.Parameters));
        return about is not null && (about->Properties & 1) != 0;
    }

    /// <summary>Length of the stream, else of the file; null when unknown.</summary>
    public static TimeSpan? Duration(IVideoInput input)
    {
        long units = NativeFields.Duration(input.Stream);
        if (units > 0)
            return Clock(input).ToTime(units);
        long micros = NativeFields.Duration(input.Format);
        return micros > 0 ? TimeSpan.FromMicroseconds(micros) : null;
    }

    /// <summary>A clock for the stream.</summary>
    public static FrameClock Clock(IVideoInput input) => new(
        NativeFields.TimeBase(input.Stream), NativeFields.StartTime(input.Stream), NativeFields.FrameRate(input.Stream).Value);

    /// <summary>Everything a source tells.</summary>
    public static SourceInfo Describe(IVideoInput input, string name)
    {
        AVCodecParameters* parameters = input.Parameters;
        PictureOrientation orientation = Orientation(input);
        int width = NativeFields.Width(parameters);
        int height = NativeFields.Height(parameters);
        return new SourceInfo
        {
            Name = name,
            Location = input.Location,
            Container = input.Container,
            Codec = Codec(input),
            Width = orientation.Transpose ? height : width,
            Height = orientation.Transpose ? width : height,
            Rotation = orientation.Rotation,
            FrameRate = NativeFields.FrameRate(input.Stream).Value,
            Duration = Duration(input),
            PixelFormat = NativeFields.Text(AvUtil.av_get_pix_fmt_name(NativeFields.PixelFormat(parameters))),
        };
    }
}
