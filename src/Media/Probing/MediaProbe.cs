using VideoDyn.Core.Errors;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Probing;

/// <summary>Describes a video file by its headers and a scan of its packets, without decoding.</summary>
public static unsafe class MediaProbe
{
    private const double ImageRate = 25;

    /// <summary>Describes a file, image sequence or pipe; reads it to its end.</summary>
    /// <param name="path">As for <see cref="MediaSource.Open"/>.</param>
    /// <param name="cancellationToken">Breaks the scan off.</param>
    /// <exception cref="VideoDynException">The input cannot be read (kind Input), or FFmpeg is missing (kind Configuration).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MediaProbeResult Probe(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        FFmpegSelfCheck.Require();
        using Demuxer demuxer = Demuxer.Open(path, ImageRate, cancellationToken);
        SourceInfo info = StreamFacts.Describe(demuxer, path);
        AVCodecParameters* parameters = demuxer.Parameters;
        int id = NativeFields.CodecId(parameters);
        int range = NativeFields.ColorRange(parameters);
        int matrix = NativeFields.ColorSpace(parameters);
        PictureFormat format = PictureFormat.Of(NativeFields.PixelFormat(parameters));
        PacketScan scan = PacketScan.Run(demuxer, cancellationToken);
        return new MediaProbeResult
        {
            Location = info.Location,
            Container = info.Container,
            Codec = info.Codec,
            Profile = NativeFields.Text(AvCodec.avcodec_profile_name(id, NativeFields.Profile(parameters))),
            Width = info.Width,
            Height = info.Height,
            Rotation = info.Rotation,
            PixelFormat = info.PixelFormat,
            Range = PictureColor.Range(range, format, StreamFacts.IsImageCodec(demuxer)),
            RangeIsAssumed = range == 0 && !format.IsFullRange,
            Matrix = PictureColor.Matrix(matrix, NativeFields.Height(parameters)),
            MatrixIsAssumed = !PictureColor.IsKnownMatrix(matrix),
            DeclaredRate = info.FrameRate,
            ScannedRate = scan.Rate,
            IsVariableRate = scan.IsVariable,
            Duration = info.Duration ?? (scan.Span > TimeSpan.Zero ? scan.Span : null),
            Packets = scan.Packets,
            KeyFrames = scan.KeyFrames,
            MeanKeyFrameInterval = scan.MeanKeyInterval,
            MaxKeyFrameInterval = scan.MaxKeyInterval,
            BitRate = scan.BitRate,
        };
    }
}
