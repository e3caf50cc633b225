using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>Parts of a frame as tensors.</summary>
public sealed class AreaTensorizerTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(64, 48, PixelLayout.Yuv444, ColorMatrix.Bt601, ColorRange.Full);

    [Theory]
    [InlineData(ResizeMode.Stretch)]
    [InlineData(ResizeMode.LetterboxCenter)]
    [InlineData(ResizeMode.LetterboxTopLeft)]
    [InlineData(ResizeMode.Crop)]
    public void Write_AreaOfTheWholeFrame_IsTheFrame(ResizeMode resize)
    {
        using TestFrame frame = new TestFrame(s_format, padding: 5).FillNoise(1);
        var spec = new InputSpec { Width = 32, Height = 40, Resize = resize, Scale = 1 };
        byte[] whole = new byte[spec.ByteLength], area = new byte[spec.ByteLength];
        var tensorizer = new FrameTensorizer();
        Assert.Equal(tensorizer.Write(frame, spec, whole), tensorizer.Write(frame, new BoundingBox(0, 0, 64, 48), spec, area));
        float[] expected = MemoryMarshal.Cast<byte, float>(whole).ToArray(), actual = MemoryMarshal.Cast<byte, float>(area).ToArray();
        for (int index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], actual[index], FrameTensorizer.Tolerance);
    }

    [Fact]
    public void Write_AreaOfWholePixelsAtItsOwnSize_CopiesThem()
    {
        using TestFrame frame = new TestFrame(s_format).Fill((plane, x, y) => plane == 0 ? (byte)((x * 3) + y) : (byte)128);
        var spec = new InputSpec { Width = 10, Height = 8, Resize = ResizeMode.Stretch, Scale = 1 };
        byte[] bytes = new byte[spec.ByteLength];
        FrameToTensor map = new FrameTensorizer().Write(frame, new BoundingBox(20, 12, 30, 20), spec, bytes);
        ReadOnlySpan<float> red = MemoryMarshal.Cast<byte, float>(bytes);
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 10; x++)
                Assert.Equal(((20 + x) * 3) + 12 + y, red[(y * 10) + x], 0.01);
        }

        Assert.Equal(new BoundingBox(20, 12, 30, 20), map.ToFrame(new BoundingBox(0, 0, 10, 8)));
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420, TensorLayout.Nchw, ResizeMode.Stretch)]
    [InlineData(PixelLayout.Yuv422, TensorLayout.Nhwc, ResizeMode.LetterboxCenter)]
    [InlineData(PixelLayout.Yuv444, TensorLayout.Nchw, ResizeMode.LetterboxTopLeft)]
    [InlineData(PixelLayout.Gray, TensorLayout.Nhwc, ResizeMode.Crop)]
    public void Write_OneAreaAfterAnother_EveryVariantAgreesWithTheScalarOne(PixelLayout layout, TensorLayout order, ResizeMode resize)
    {
        using TestFrame frame = new TestFrame(new FrameFormat(322, 178, layout, ColorMatrix.Bt709, ColorRange.Limited), padding: 3).FillNoise(5);
        var spec = new InputSpec { Width = 48, Height = 64, Layout = order, Resize = resize, Scale = 1 };
        byte[] expected = new byte[spec.ByteLength], actual = new byte[spec.ByteLength];
        var random = new Random(9);
        // Each variant keeps its tables from area to area; the scalar one is fresh for each.
        foreach (KernelVariant variant in InstructionSet.Supported)
        {
            var tensorizer = new FrameTensorizer(variant);
            for (int round = 0; round < 60; round++)
            {
                float width = 1 + (round % 3 == 0 ? random.Next(8) : 300 * random.NextSingle()), height = 1 + (170 * random.NextSingle());
                float x = (322 - width) * random.NextSingle(), y = (178 - height) * random.NextSingle();
                var area = new BoundingBox(x, y, Math.Min(x + width, 322), Math.Min(y + height, 178));
                FrameToTensor fit = new FrameTensorizer(KernelVariant.Scalar).Write(frame, area, spec, expected);
                Assert.Equal(fit, tensorizer.Write(frame, area, spec, actual));
                ReadOnlySpan<float> want = MemoryMarshal.Cast<byte, float>(expected), got = MemoryMarshal.Cast<byte, float>(actual);
                for (int index = 0; index < want.Length; index++)
                    Assert.True(MathF.Abs(want[index] - got[index]) <= FrameTensorizer.Tolerance, $"{variant} {area} element {index}: {got[index]}, expected {want[index]}");
            }
        }
    }

    [Fact]
    public void Write_AreasOfManySizes_AllocateNothing()
    {
        using TestFrame frame = new TestFrame(s_format).FillNoise(3);
        var tensorizer = new FrameTensorizer();
        var spec = new InputSpec { Width = 32, Height = 32 };
        byte[] bytes = new byte[spec.ByteLength];
        long fewest = long.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int side = 1; side < 40; side++)
                tensorizer.Write(frame, new BoundingBox(2.5f, 1, 2.5f + side, 1 + side), spec, bytes);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);
    }

    [Theory]
    [InlineData(-1, 0, 10, 10)]
    [InlineData(0, 0, 65, 10)]
    [InlineData(10, 10, 10, 20)]
    [InlineData(0, 0, float.NaN, 10)]
    public void Write_AreaThatIsNoPartOfTheFrame_Throws(float x1, float y1, float x2, float y2)
    {
        using TestFrame frame = new(s_format);
        var spec = new InputSpec { Width = 10, Height = 8 };
        byte[] bytes = new byte[spec.ByteLength];
        Assert.Throws<ArgumentException>(() => new FrameTensorizer().Write(frame, new BoundingBox(x1, y1, x2, y2), spec, bytes));
    }
}
