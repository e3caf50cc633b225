using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>The slow, obvious way from YUV planes to a tensor: bilinear, half-pixel centres, one pixel at a time.</summary>
/// <param name="antialias">
/// Whether the triangle of the bilinear filter widens with the reduction, as imaging libraries do it; video code does not.
/// </param>
internal sealed class PlainTensorizer(bool antialias = false) : IFrameTensorizer
{
    public FrameToTensor Write(FrameLease frame, InputSpec spec, Span<byte> tensor) =>
        Write(frame, FrameToTensor.Fit(frame.Format.Width, frame.Format.Height, spec), spec, tensor);

    public FrameToTensor Write(FrameLease frame, in BoundingBox area, InputSpec spec, Span<byte> tensor) =>
        Write(frame, FrameToTensor.Fit(area, spec), spec, tensor);

    private FrameToTensor Write(FrameLease frame, in FrameToTensor map, InputSpec spec, Span<byte> tensor)
    {
        for (int y = 0; y < spec.Height; y++)
        {
            for (int x = 0; x < spec.Width; x++)
            {
                bool inside = x >= map.ContentX && x < map.ContentX + map.ContentWidth && y >= map.ContentY && y < map.ContentY + map.ContentHeight;
                (float r, float g, float b) = (spec.Pad, spec.Pad, spec.Pad);
                if (inside)
                {
                    float sourceX = map.SourceX + ((x - map.ContentX + 0.5f) * map.ScaleX);
                    float sourceY = map.SourceY + ((y - map.ContentY + 0.5f) * map.ScaleY);
                    (r, g, b) = Color(frame, sourceX, sourceY, antialias ? Math.Max(1, map.ScaleX) : 1, antialias ? Math.Max(1, map.ScaleY) : 1);
                }

                Store(tensor, spec, x, y, 0, spec.Color == ChannelOrder.Rgb ? r : b);
                Store(tensor, spec, x, y, 1, g);
                Store(tensor, spec, x, y, 2, spec.Color == ChannelOrder.Rgb ? b : r);
            }
        }

        return map;
    }

    private static (float R, float G, float B) Color(FrameLease frame, float x, float y, float reachX, float reachY)
    {
        FrameFormat format = frame.Format;
        float luma = Sample(frame.Luma, x - 0.5f, y - 0.5f, reachX, reachY);
        float u = 128, v = 128;
        if (format.PlaneCount == 3)
        {
            float chromaX = (x * format.ChromaWidth / format.Width) - 0.5f;
            float chromaY = (y * format.ChromaHeight / format.Height) - 0.5f;
            reachX = Math.Max(1, reachX * format.ChromaWidth / format.Width);
            reachY = Math.Max(1, reachY * format.ChromaHeight / format.Height);
            u = Sample(frame.ChromaU, chromaX, chromaY, reachX, reachY);
            v = Sample(frame.ChromaV, chromaX, chromaY, reachX, reachY);
        }

        bool limited = format.Range == ColorRange.Limited;
        (float kr, float kb) = format.Matrix == ColorMatrix.Bt709 ? (0.2126f, 0.0722f) : (0.299f, 0.114f);
        float scaled = limited ? (luma - 16) * 255 / 219 : luma;
        float cb = (u - 128) * (limited ? 255f / 224 : 1);
        float cr = (v - 128) * (limited ? 255f / 224 : 1);
        float r = scaled + (2 * (1 - kr) * cr);
        float b = scaled + (2 * (1 - kb) * cb);
        float g = (scaled - (kr * r) - (kb * b)) / (1 - kr - kb);
        return (Math.Clamp(r, 0, 255), Math.Clamp(g, 0, 255), Math.Clamp(b, 0, 255));
    }

    // Weights fall linearly from the point to the reach, which is 1 for plain bilinear sampling.
    private static float Sample(FramePlane plane, float x, float y, float reachX, float reachY)
    {
        x = Math.Clamp(x, 0, plane.Width - 1);
        y = Math.Clamp(y, 0, plane.Height - 1);
        float sum = 0, weights = 0;
        for (int row = Math.Max(0, (int)MathF.Ceiling(y - reachY)); row <= Math.Min(plane.Height - 1, (int)MathF.Floor(y + reachY)); row++)
        {
            ReadOnlySpan<byte> samples = plane.Row(row);
            float rowWeight = 1 - (MathF.Abs(row - y) / reachY);
            for (int column = Math.Max(0, (int)MathF.Ceiling(x - reachX)); column <= Math.Min(plane.Width - 1, (int)MathF.Floor(x + reachX)); column++)
            {
                float weight = rowWeight * (1 - (MathF.Abs(column - x) / reachX));
                sum += weight * samples[column];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static void Store(Span<byte> tensor, InputSpec spec, int x, int y, int channel, float value)
    {
        int index = spec.Layout == TensorLayout.Nchw
            ? (((channel * spec.Height) + y) * spec.Width) + x
            : (((y * spec.Width) + x) * 3) + channel;
        float number = ((value * spec.Scale) - spec.Mean[channel]) / spec.Std[channel];
        if (spec.Type == TensorType.Float32)
            MemoryMarshal.Cast<byte, float>(tensor)[index] = number;
        else if (spec.Type == TensorType.Float16)
            MemoryMarshal.Cast<byte, Half>(tensor)[index] = (Half)number;
        else
            tensor[index] = (byte)Math.Clamp(MathF.Round(number), 0, 255);
    }
}
