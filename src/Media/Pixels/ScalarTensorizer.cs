using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// The definition of the conversion, pixel by pixel in 32-bit floats; the vector variants must agree with it.
/// Each plane is sampled bilinearly at its own resolution, then the channels follow from the three samples.
/// </summary>
internal sealed class ScalarTensorizer(TensorizePlan plan) : PictureWriter
{
    /// <inheritdoc/>
    public override void Write(FrameLease frame, Span<byte> tensor, int firstRow, int endRow)
    {
        InputSpec spec = plan.Spec;
        bool planar = spec.Layout == TensorLayout.Nchw;
        int channelStep = planar ? spec.Width * spec.Height : 1;
        int pixelStep = planar ? 1 : 3;
        for (int y = firstRow; y < endRow; y++)
        {
            int element = (((plan.Fit.ContentY + y) * spec.Width) + plan.Fit.ContentX) * pixelStep;
            for (int x = 0; x < plan.Fit.ContentWidth; x++, element += pixelStep)
            {
                float luma = Sample(frame.Luma, plan.LumaColumns, plan.LumaRows, x, y);
                float u = 128;
                float v = 128;
                if (plan.HasChroma)
                {
                    u = Sample(frame.ChromaU, plan.ChromaColumns, plan.ChromaRows, x, y);
                    v = Sample(frame.ChromaV, plan.ChromaColumns, plan.ChromaRows, x, y);
                }

                for (int channel = 0; channel < 3; channel++)
                    TensorElement.Store(tensor, element + (channel * channelStep), plan.Channels[channel].Apply(luma, u, v), spec.Type);
            }
        }
    }

    private static float Sample(in FramePlane plane, AxisMap columns, AxisMap rows, int x, int y)
    {
        int left = columns.Index[x];
        int right = Math.Min(left + 1, plane.Width - 1);
        ReadOnlySpan<byte> top = plane.Row(rows.Index[y]);
        ReadOnlySpan<byte> bottom = plane.Row(Math.Min(rows.Index[y] + 1, plane.Height - 1));
        float upper = Between(top[left], top[right], columns.Fraction[x]);
        float lower = Between(bottom[left], bottom[right], columns.Fraction[x]);
        return Between(upper, lower, rows.Fraction[y]);
    }

    private static float Between(float from, float to, float share) => from + ((to - from) * share);
}
