using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Temporal.Signals.Kernels;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals.Kernels;

public sealed class HalvingTests : LeaseGuard
{
    public static TheoryData<KernelVariant, int, int> Cases()
    {
        var data = new TheoryData<KernelVariant, int, int>();
        foreach (KernelVariant variant in InstructionSet.Supported)
        {
            foreach ((int width, int height) in new[] { (1280, 8), (2, 2), (62, 4), (64, 6), (66, 2), (126, 4), (128, 4), (130, 4), (255, 5), (257, 3) })
                data.Add(variant, width, height);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_AnyVariant_EqualsTheMeansOfTwoByTwoAndWritesNothingElse(KernelVariant variant, int width, int height)
    {
        var format = new FrameFormat(width, height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited);
        var half = new FrameFormat(width / 2, height / 2, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited);
        using TestFrame source = new TestFrame(format, padding: 3).FillNoise(1);
        using TestFrame target = new TestFrame(half, padding: 5).FillNoise(2);
        byte[] padding = Padding(target.Luma);

        Halving.Run(variant, source.Luma, target.Luma);

        for (int y = 0; y < height / 2; y++)
        {
            for (int x = 0; x < width / 2; x++)
            {
                int left = (source.Luma.Row(2 * y)[2 * x] + source.Luma.Row((2 * y) + 1)[2 * x] + 1) / 2;
                int right = (source.Luma.Row(2 * y)[(2 * x) + 1] + source.Luma.Row((2 * y) + 1)[(2 * x) + 1] + 1) / 2;
                Assert.Equal((left + right + 1) / 2, target.Luma.Row(y)[x]);
            }
        }

        Assert.Equal(padding, Padding(target.Luma));
    }

    private static unsafe byte[] Padding(FramePlane plane) =>
    [
        .. Enumerable.Range(0, plane.Height).SelectMany(y =>
            new ReadOnlySpan<byte>((byte*)plane.Data + ((nint)y * plane.Stride) + plane.Width, plane.Stride - plane.Width).ToArray()),
    ];
}
