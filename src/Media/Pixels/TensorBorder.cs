using System.Numerics;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// Writes what surrounds a letterboxed picture. One row of border per channel (planar) or one row of border pixels
/// (packed) is encoded once; parts of it are copied into every tensor.
/// </summary>
internal sealed class TensorBorder
{
    private readonly InputSpec _spec;
    private readonly byte[][] _rows;
    private readonly int _bytesPerPixel;

    /// <summary>Encodes the border of a tensor.</summary>
    /// <param name="spec">The tensor.</param>
    public TensorBorder(InputSpec spec)
    {
        _spec = spec;
        Vector3 value = ColorTransform.OfCodeValue(spec.Pad, spec);
        bool planar = spec.Layout == TensorLayout.Nchw;
        int elements = planar ? 1 : 3;
        _bytesPerPixel = elements * TensorElement.Size(spec.Type);
        _rows = new byte[planar ? 3 : 1][];
        for (int plane = 0; plane < _rows.Length; plane++)
        {
            _rows[plane] = new byte[spec.Width * _bytesPerPixel];
            for (int element = 0; element < spec.Width * elements; element++)
                TensorElement.Store(_rows[plane], element, value[planar ? plane : element % 3], spec.Type);
        }
    }

    /// <summary>Fills every tensor pixel outside the picture.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fit">Where the picture lies.</param>
    public void Write(Span<byte> tensor, in FrameToTensor fit)
    {
        int right = fit.ContentX + fit.ContentWidth;
        int bottom = fit.ContentY + fit.ContentHeight;
        if (fit.ContentWidth == _spec.Width && fit.ContentHeight == _spec.Height)
            return;
        for (int plane = 0; plane < _rows.Length; plane++)
        {
            for (int y = 0; y < _spec.Height; y++)
            {
                bool picture = y >= fit.ContentY && y < bottom;
                int row = ((plane * _spec.Height) + y) * _spec.Width;
                Fill(tensor, plane, row, picture ? fit.ContentX : _spec.Width);
                if (picture)
                    Fill(tensor, plane, row + right, _spec.Width - right);
            }
        }
    }

    private void Fill(Span<byte> tensor, int plane, int pixel, int count) =>
        _rows[plane].AsSpan(0, count * _bytesPerPixel).CopyTo(tensor[(pixel * _bytesPerPixel)..]);
}
