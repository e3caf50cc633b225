using System.Numerics;
using System.Runtime.InteropServices;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>The input tensor of a model as a canvas for several pictures.</summary>
/// <param name="spec">The tensor.</param>
internal sealed class MosaicCanvas(InputSpec spec)
{
    private readonly int _element = spec.Type switch
    {
        TensorType.Float32 => sizeof(float),
        TensorType.Float16 => 2,
        _ => 1,
    };

    /// <summary>Fills it with the colour of borders.</summary>
    public void Clear(Span<byte> canvas)
    {
        Vector3 value = ((new Vector3(spec.Pad) * spec.Scale) - spec.Mean) / spec.Std;
        int pixels = spec.Width * spec.Height;
        for (int index = 0; index < 3 * pixels; index++)
        {
            float number = value[spec.Layout == TensorLayout.Nchw ? index / pixels : index % 3];
            switch (spec.Type)
            {
                case TensorType.Float32:
                    MemoryMarshal.Cast<byte, float>(canvas)[index] = number;
                    break;
                case TensorType.Float16:
                    MemoryMarshal.Cast<byte, Half>(canvas)[index] = (Half)number;
                    break;
                default:
                    canvas[index] = (byte)Math.Clamp(MathF.Round(number), 0, 255);
                    break;
            }
        }
    }

    /// <summary>Puts the tensor of a small picture somewhere.</summary>
    /// <param name="picture">Its tensor, of the same layout and type.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="x">Column of its left edge.</param>
    /// <param name="y">Row of its top edge.</param>
    /// <param name="canvas">The canvas.</param>
    public void Put(ReadOnlySpan<byte> picture, int width, int height, int x, int y, Span<byte> canvas)
    {
        bool planar = spec.Layout == TensorLayout.Nchw;
        int pixel = planar ? _element : 3 * _element;
        for (int plane = 0; plane < (planar ? 3 : 1); plane++)
        {
            for (int row = 0; row < height; row++)
            {
                int from = ((plane * height) + row) * width * pixel;
                int to = ((((plane * spec.Height) + y + row) * spec.Width) + x) * pixel;
                picture.Slice(from, width * pixel).CopyTo(canvas[to..]);
            }
        }
    }
}
