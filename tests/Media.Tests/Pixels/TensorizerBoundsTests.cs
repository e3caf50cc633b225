using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>No variant reads a byte outside the planes or writes one outside the tensor, whichever way rows run.</summary>
public sealed class TensorizerBoundsTests : LeaseGuard
{
    private static readonly (int Width, int Height)[] s_sizes =
        [(1, 1), (2, 2), (3, 5), (15, 4), (16, 3), (17, 3), (31, 2), (32, 2), (33, 3), (63, 2), (64, 64), (65, 9), (129, 7)];

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_PlanesAndTensorAtUnmappedPages_StaysInside(KernelVariant variant)
    {
        var tensorizer = new FrameTensorizer(variant);
        int seed = 0;
        foreach ((int width, int height) in s_sizes)
        {
            foreach (PixelLayout layout in Enum.GetValues<PixelLayout>())
            {
                foreach ((int tensorWidth, int tensorHeight) in s_sizes)
                {
                    GuardSide side = seed % 2 == 0 ? GuardSide.After : GuardSide.Before;
                    var format = new FrameFormat(width, height, layout, ColorMatrix.Bt709, ColorRange.Limited);
                    var spec = new InputSpec
                    {
                        Width = tensorWidth,
                        Height = tensorHeight,
                        Resize = (ResizeMode)(seed / 2 % 4),
                        Layout = (TensorLayout)(seed / 8 % 2),
                        Type = (TensorType)(seed / 16 % 3),
                    };
                    using var frame = new GuardedFrame(format, side, upwards: seed % 3 == 0, seed);
                    using var tensor = new GuardedMemory(spec.ByteLength, side);
                    tensorizer.Write(frame, spec, tensor.Span);
                    TensorJudge.AssertRight(tensor.Span, frame, spec, variant.ToString());
                    seed++;
                }
            }
        }
    }
}
