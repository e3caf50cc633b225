using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>Brings frames of any size, layout and colour into the planes of one format; equal ones are copied.</summary>
internal sealed unsafe class FrameScaler : IDisposable
{
    private SwsContext* _context;
    private (FrameFormat From, FrameFormat To) _key;

    /// <summary>Writes a frame into target planes.</summary>
    /// <param name="from">Format of the frame.</param>
    /// <param name="source">Its planes; the last two are ignored for gray.</param>
    /// <param name="to">Format of the target; not gray.</param>
    /// <param name="target">Its planes.</param>
    public void Write(
        FrameFormat from,
        (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) source,
        FrameFormat to,
        (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) target)
    {
        if (from == to)
        {
            Copy(source.Luma, target.Luma);
            Copy(source.ChromaU, target.ChromaU);
            Copy(source.ChromaV, target.ChromaV);
            return;
        }

        if (_context is null || _key != (from, to))
        {
            Dispose();
            _context = Create(from, to);
            _key = (from, to);
        }

        byte** data = stackalloc byte*[4] { (byte*)source.Luma.Data, (byte*)source.ChromaU.Data, (byte*)source.ChromaV.Data, null };
        int* stride = stackalloc int[4] { source.Luma.Stride, source.ChromaU.Stride, source.ChromaV.Stride, 0 };
        byte** toData = stackalloc byte*[4] { (byte*)target.Luma.Data, (byte*)target.ChromaU.Data, (byte*)target.ChromaV.Data, null };
        int* toStride = stackalloc int[4] { target.Luma.Stride, target.ChromaU.Stride, target.ChromaV.Stride, 0 };
        _ = SwScale.sws_scale(_context, data, stride, 0, from.Height, toData, toStride);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SwScale.sws_freeContext(_context);
        _context = null;
    }

    private static void Copy(FramePlane source, FramePlane target)
    {
        for (int y = 0; y < source.Height; y++)
            source.Row(y).CopyTo(new Span<byte>((byte*)target.Data + ((nint)y * target.Stride), target.Width));
    }

    private static SwsContext* Create(FrameFormat from, FrameFormat to)
    {
        SwsContext* context = SwScale.sws_getContext(
            from.Width, from.Height, LayoutFormats.Of(from.Layout), to.Width, to.Height, LayoutFormats.Of(to.Layout), SwScale.Bicubic, null, null, null);
        if (context is null)
            throw new VideoDynException(ErrorKind.Internal, $"libswscale cannot convert {from} to {to}.");
        _ = SwScale.sws_setColorspaceDetails(
            context,
            SwScale.sws_getCoefficients(PictureColor.ScalerTable(from.Matrix)),
            from.Range == ColorRange.Full ? 1 : 0,
            SwScale.sws_getCoefficients(PictureColor.ScalerTable(to.Matrix)),
            to.Range == ColorRange.Full ? 1 : 0,
            0,
            1 << 16,
            1 << 16);
        return context;
    }
}
