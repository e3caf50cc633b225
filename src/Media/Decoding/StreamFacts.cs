using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>Reads what a demuxer knows about its video stream before the first picture.</summary>
internal static unsafe class StreamFacts
{
    /// <summary>How pictures of the stream are turned, by its display matrix.</summary>
    public static PictureOrientation Orientation(Demuxer demuxer)
    {
        nuint size;
        void* matrix = AvFormat.av_stream_get_side_data(demuxer.Stream, AvFormat.StreamDisplayMatrix, &size);
        return size >= 9 * sizeof(int) ? PictureOrientation.FromMatrix((nint)matrix) : default;
    }

    /// <summary>Short name of the codec.</summary>
    public static string Codec(Demuxer demuxer) => NativeFields.Text(AvCodec.avcodec_get_name(NativeFields.CodecId(demuxer.Parameters)));

    /// <summary>Whether every picture of the codec stands alone.</summary>
    public static bool IsImageCodec(Demuxer demuxer)
    {
        AVCodecDescriptor* about = AvCodec.avcodec_descriptor_get(NativeFields.CodecId(demuxer.Parameters));
        return about is not null && (about->Properties & 1) != 0;
    }

    /// <summary>Length of the stream, else of the file; null when unknown.</summary>
    public static TimeSpan? Duration(Demuxer demuxer)
    {
        long units = NativeFields.Duration(demuxer.Stream);
        if (units > 0)
            return Clock(demuxer).ToTime(units);
        long micros = NativeFields.Duration(demuxer.Format);
        return micros > 0 ? TimeSpan.FromMicroseconds(micros) : null;
    }

    /// <summary>A clock for the stream.</summary>
    public static FrameClock Clock(Demuxer demuxer) => new(
        NativeFields.TimeBase(demuxer.Stream), NativeFields.StartTime(demuxer.Stream), NativeFields.FrameRate(demuxer.Stream).Value);

    /// <summary>Everything a source tells.</summary>
    public static SourceInfo Describe(Demuxer demuxer, string name)
    {
        AVCodecParameters* parameters = demuxer.Parameters;
        PictureOrientation orientation = Orientation(demuxer);
        int width = NativeFields.Width(parameters);
        int height = NativeFields.Height(parameters);
        return new SourceInfo
        {
            Name = name,
            Location = demuxer.Location,
            Container = demuxer.Container,
            Codec = Codec(demuxer),
            Width = orientation.Transpose ? height : width,
            Height = orientation.Transpose ? width : height,
            Rotation = orientation.Rotation,
            FrameRate = NativeFields.FrameRate(demuxer.Stream).Value,
            Duration = Duration(demuxer),
            PixelFormat = NativeFields.Text(AvUtil.av_get_pix_fmt_name(NativeFields.PixelFormat(parameters))),
        };
    }
}
