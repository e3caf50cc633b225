using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>Runs a variant and compares every tensor element with <see cref="TextbookTensor"/>.</summary>
internal static class TensorJudge
{
    /// <summary>Every variant that this processor runs, for theories.</summary>
    public static TheoryData<KernelVariant> Variants => [.. InstructionSet.Supported];

    public static void AssertRight(FrameTensorizer tensorizer, FrameLease frame, InputSpec spec)
    {
        var tensor = new byte[spec.ByteLength];
        FrameToTensor fit = tensorizer.Write(frame, spec, tensor);
        Assert.Equal(FrameToTensor.Fit(frame.Format.Width, frame.Format.Height, spec), fit);
        AssertRight(tensor, frame, spec, tensorizer.Variant.ToString());
    }

    public static void AssertRight(ReadOnlySpan<byte> tensor, FrameLease frame, InputSpec spec, string who)
    {
        double[,,] expected = TextbookTensor.Of(frame, spec);
        for (int channel = 0; channel < 3; channel++)
        {
            // The scalar variant is 32-bit float, so it has rounding only; the vectors may use the stated tolerance.
            double step = Math.Abs(spec.Scale / spec.Std[channel]);
            double allowed = (FrameTensorizer.Tolerance * step) + 1e-5;
            for (int y = 0; y < spec.Height; y++)
            {
                for (int x = 0; x < spec.Width; x++)
                {
                    double want = expected[channel, y, x];
                    double got = Element(tensor, spec, channel, y, x);
                    double slack = spec.Type switch
                    {
                        TensorType.Float32 => allowed,
                        TensorType.Float16 => allowed + (Math.Abs(want) / 2048) + 1e-7,
                        _ => allowed + 0.5001,
                    };
                    if (spec.Type == TensorType.UInt8)
                        want = Math.Clamp(want, 0, 255);
                    if (!(Math.Abs(got - want) <= slack))
                    {
                        string where = $"channel {channel}, row {y}, column {x}";
                        Assert.Fail($"{who}: {frame.Format} -> {spec}: {where}: {got}, expected {want} +- {slack}");
                    }
                }
            }
        }
    }

    private static double Element(ReadOnlySpan<byte> tensor, InputSpec spec, int channel, int y, int x)
    {
        int index = spec.Layout == TensorLayout.Nchw
            ? (((channel * spec.Height) + y) * spec.Width) + x
            : (((y * spec.Width) + x) * 3) + channel;
        return spec.Type switch
        {
            TensorType.Float32 => MemoryMarshal.Cast<byte, float>(tensor)[index],
            TensorType.Float16 => (double)MemoryMarshal.Cast<byte, Half>(tensor)[index],
            _ => tensor[index],
        };
    }
}
