using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Pixels;

public class BlockWriteTests : LeaseGuard
{
    public static TheoryData<KernelVariant, PixelLayout, ResizeMode, TensorLayout> Cases
    {
        get
        {
            var data = new TheoryData<KernelVariant, PixelLayout, ResizeMode, TensorLayout>();
            foreach (KernelVariant variant in InstructionSet.Supported)
            {
                foreach (PixelLayout layout in Enum.GetValues<PixelLayout>())
                {
                    foreach (ResizeMode mode in Enum.GetValues<ResizeMode>())
                    {
                        data.Add(variant, layout, mode, TensorLayout.Nchw);
                        data.Add(variant, layout, mode, TensorLayout.Nhwc);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_RandomMasks_EqualsTheWholeWriteInActiveBlocksAndTouchesNothingElse(
        KernelVariant variant, PixelLayout layout, ResizeMode mode, TensorLayout order)
    {
        const int blockSize = 16;
        var random = new Random(7);
        var spec = new InputSpec { Width = 70, Height = 52, Resize = mode, Layout = order, Scale = 1 };
        foreach ((int width, int height) in ((int, int)[])[(70, 52), (131, 67), (33, 95)])
        {
            var format = new FrameFormat(width, height, layout, ColorMatrix.Bt709, ColorRange.Limited);
            using TestFrame old = new TestFrame(format, padding: 3).FillNoise(1);
            using TestFrame next = new TestFrame(format, padding: 3).FillNoise(2);
            var tensorizer = new FrameTensorizer(variant);
            float[] whole = new float[3 * spec.Width * spec.Height];
            float[] before = new float[whole.Length], part = new float[whole.Length];
            tensorizer.Write(next, spec, Bytes(whole));
            tensorizer.Write(old, spec, Bytes(before));
            before.CopyTo(part, 0);
            var mask = BlockMask.ForInput(spec.Width, spec.Height, blockSize);
            for (int block = 0; block < mask.Length; block++)
                mask[block / mask.Columns, block % mask.Columns] = random.Next(2) == 1;

            tensorizer.Write(next, spec, mask, blockSize, Bytes(part));

            for (int index = 0; index < whole.Length; index++)
            {
                int pixel = order == TensorLayout.Nchw ? index % (spec.Width * spec.Height) : index / 3;
                bool active = mask[pixel / spec.Width / blockSize, pixel % spec.Width / blockSize];
                Assert.Equal(active ? whole[index] : before[index], part[index]);
            }
        }
    }

    [Fact]
    public void Write_MaskOfAnotherGrid_SaysBothSizes()
    {
        var spec = new InputSpec { Width = 64, Height = 64 };
        using var frame = new TestFrame(new FrameFormat(64, 64, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));
        byte[] tensor = new byte[spec.ByteLength];

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new FrameTensorizer().Write(frame, spec, new BlockMask(3, 2), 32, tensor));

        Assert.Contains("3 x 2 blocks, expected 2 x 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SteadyState_AllocatesNothing()
    {
        var spec = new InputSpec { Width = 64, Height = 64 };
        using TestFrame frame = new TestFrame(new FrameFormat(100, 80, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Full)).FillNoise(3);
        var tensorizer = new FrameTensorizer();
        byte[] tensor = new byte[spec.ByteLength];
        var mask = new BlockMask(2, 2) { [0, 1] = true };
        for (int turn = 0; turn < 50; turn++)
            tensorizer.Write(frame, spec, mask, 32, tensor);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 50; turn++)
            tensorizer.Write(frame, spec, mask, 32, tensor);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Span<byte> Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan());
}
