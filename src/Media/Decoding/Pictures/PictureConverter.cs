using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Converts pixel formats at equal size through libswscale, keeping its set-up while pictures look alike.</summary>
internal sealed unsafe class PictureConverter : IDisposable
{
    private SwsContext* _context;
    private (int Width, int Height, int SourceFormat, FrameFormat Target) _key;

    /// <summary>Converts a picture into planes of the target format, which has the same size.</summary>
    /// <exception cref="VideoDynException">libswscale cannot read the pixel format (kind Input).</exception>
    public void Convert(AVFrame* source, FrameFormat target, FramePlane luma, FramePlane chromaU, FramePlane chromaV)
    {
        var key = (source->Width, source->Height, source->Format, target);
        if (_context is null || key != _key)
        {
            Dispose();
            _context = Create(source, target);
            _key = key;
        }

        byte** to = stackalloc byte*[4] { (byte*)luma.Data, (byte*)chromaU.Data, (byte*)chromaV.Data, null };
        int* toStride = stackalloc int[4] { luma.Stride, chromaU.Stride, chromaV.Stride, 0 };
        int rows = SwScale.sws_scale(_context, (byte**)source->Data, source->Stride, 0, source->Height, to, toStride);
        if (rows != source->Height)
            throw new VideoDynException(ErrorKind.Internal, $"libswscale converted {rows} of {source->Height} rows.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SwScale.sws_freeContext(_context);
        _context = null;
    }

    private static SwsContext* Create(AVFrame* source, FrameFormat target)
    {
        const int Flags = SwScale.Bicubic | SwScale.FullChromaInput | SwScale.FullChromaOutput | SwScale.AccurateRounding;
        SwsContext* context = SwScale.sws_getContext(
            source->Width, source->Height, source->Format, target.Width, target.Height, LayoutFormats.Of(target.Layout), Flags, null, null, null);
        if (context is null)
            throw VideoDynException.Input($"The pixel format '{NativeFields.Text(AvUtil.av_get_pix_fmt_name(source->Format))}' cannot be converted to {target.Layout}.");

        // Equal ranges on both sides: code values are kept, only their arrangement changes. RGB sources are full range.
        int full = target.Range == ColorRange.Full ? 1 : 0;
        int* table = SwScale.sws_getCoefficients(PictureColor.ScalerTable(target.Matrix));
        _ = SwScale.sws_setColorspaceDetails(context, table, full, table, full, 0, 1 << 16, 1 << 16);
        return context;
    }
}
