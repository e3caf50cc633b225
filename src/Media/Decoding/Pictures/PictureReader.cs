using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Brings a decoded picture into a lease: as it is where possible, else converted and turned.</summary>
internal sealed unsafe class PictureReader : IDisposable
{
    private readonly bool _isImageCodec;
    private readonly PictureOrientation _streamOrientation;
    private readonly PictureConverter _converter = new();
    private readonly PictureBuffer _scratch = new();
    private int _knownFormat = -1;
    private PictureFormat _known;

    /// <summary>Creates the reader of one stream.</summary>
    /// <param name="streamOrientation">How pictures are turned that do not say themselves.</param>
    /// <param name="isImageCodec">Whether the codec codes still images (decides the range of gray).</param>
    public PictureReader(PictureOrientation streamOrientation, bool isImageCodec)
    {
        _streamOrientation = streamOrientation;
        _isImageCodec = isImageCodec;
    }

    /// <summary>Fills a lease; the picture is taken over or given up.</summary>
    /// <exception cref="VideoDynException">The pixel format cannot be read (kind Input).</exception>
    public void Fill(DecodedFrameLease lease, AVFrame* picture)
    {
        PictureFormat format = FormatOf(picture->Format);
        PictureOrientation orientation = OrientationOf(picture);
        ColorMatrix matrix = format.IsRgb ? ColorMatrix.Bt601 : PictureColor.Matrix(NativeFields.ColorSpace(picture), picture->Height);
        ColorRange range = PictureColor.Range(NativeFields.ColorRange(picture), format, _isImageCodec);
        var coded = new FrameFormat(picture->Width, picture->Height, format.Layout, matrix, range);
        if (format.IsDirect && orientation.IsNone)
        {
            lease.TakeOver(picture, coded);
            return;
        }

        try
        {
            if (orientation.IsNone)
                Convert(lease, picture, coded);
            else
                Turn(lease, picture, coded, format.IsDirect, orientation);
        }
        finally
        {
            AvUtil.av_frame_unref(picture);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _converter.Dispose();
        _scratch.Dispose();
    }

    private void Convert(DecodedFrameLease lease, AVFrame* picture, FrameFormat coded)
    {
        (FramePlane luma, FramePlane u, FramePlane v) = lease.UseBuffer(coded);
        _converter.Convert(picture, coded, luma, u, v);
    }

    private void Turn(DecodedFrameLease lease, AVFrame* picture, FrameFormat coded, bool isDirect, PictureOrientation orientation)
    {
        // Half the columns would become half the rows, a layout that is not among the four.
        if (orientation.Transpose && coded.Layout == PixelLayout.Yuv422)
        {
            coded = coded with { Layout = PixelLayout.Yuv444 };
            isDirect = false;
        }

        (FramePlane luma, FramePlane u, FramePlane v) = isDirect ? Planes(picture, coded) : _scratch.Arrange(coded);
        if (!isDirect)
            _converter.Convert(picture, coded, luma, u, v);

        FrameFormat shown = orientation.Transpose ? coded with { Width = coded.Height, Height = coded.Width } : coded;
        (FramePlane toLuma, FramePlane toU, FramePlane toV) = lease.UseBuffer(shown);
        PlaneTurner.Turn(luma, toLuma, orientation);
        if (shown.PlaneCount == 1)
            return;
        PlaneTurner.Turn(u, toU, orientation);
        PlaneTurner.Turn(v, toV, orientation);
    }

    private static (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) Planes(AVFrame* picture, FrameFormat format) =>
    (
        new FramePlane((nint)picture->Data[0], picture->Stride[0], format.Width, format.Height),
        new FramePlane((nint)picture->Data[1], picture->Stride[1], format.ChromaWidth, format.ChromaHeight),
        new FramePlane((nint)picture->Data[2], picture->Stride[2], format.ChromaWidth, format.ChromaHeight)
    );

    private PictureOrientation OrientationOf(AVFrame* picture)
    {
        AVFrameSideData* matrix = AvUtil.av_frame_get_side_data(picture, AvUtil.FrameDisplayMatrix);
        return matrix is null ? _streamOrientation : PictureOrientation.FromMatrix(matrix->Data);
    }

    private PictureFormat FormatOf(int pixelFormat)
    {
        if (pixelFormat != _knownFormat)
        {
            PictureFormat format = PictureFormat.Of(pixelFormat);
            if (!format.IsSupported)
                throw VideoDynException.Input($"The pixel format '{NativeFields.Text(AvUtil.av_get_pix_fmt_name(pixelFormat))}' cannot be read.");
            _known = format;
            _knownFormat = pixelFormat;
        }

        return _known;
    }
}
