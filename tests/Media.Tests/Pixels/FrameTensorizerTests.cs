using System.Numerics;
using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>What any caller may rely on, whatever the variant.</summary>
public sealed class FrameTensorizerTests : LeaseGuard
{
    private static readonly FrameFormat s_small = new(8, 6, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
    private static readonly InputSpec s_spec = new() { Width = 8, Height = 8 };

    [Theory]
    [InlineData(16, 128, 128, 0, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(81, 90, 240, 254, 0, 0)]
    [InlineData(145, 54, 34, 0, 255, 1)]
    [InlineData(41, 240, 110, 0, 0, 255)]
    public void Write_ColourBarsOfBt601_GivesThePublishedRgb(byte y, byte u, byte v, float red, float green, float blue)
    {
        var format = new FrameFormat(2, 2, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);
        using TestFrame frame = new TestFrame(format).Fill((plane, _, _) => plane switch { 0 => y, 1 => u, _ => v });
        var spec = new InputSpec { Width = 2, Height = 2, Scale = 1 };
        var tensor = new byte[spec.ByteLength];
        new FrameTensorizer().Write(frame, spec, tensor);
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(tensor.AsSpan());
        Assert.Equal(red, values[0], 1.2f);
        Assert.Equal(green, values[4], 1.2f);
        Assert.Equal(blue, values[8], 1.2f);
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_AsideOfTheView_ShowsWhatLiesThereAndMapsBoxesBack(KernelVariant variant)
    {
        var format = new FrameFormat(96, 64, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
        using TestFrame here = new TestFrame(format).Fill((plane, x, y) => Noise(plane, x, y));
        using TestFrame moved = new TestFrame(format).Fill((plane, x, y) => plane == 0 ? Noise(plane, x + 8, y + 4) : Noise(plane, x + 4, y + 2));
        var spec = new InputSpec { Width = 96, Height = 64 };
        byte[] aside = new byte[spec.ByteLength], straight = new byte[spec.ByteLength];
        var tensorizer = new FrameTensorizer(variant);

        FrameToTensor fit = tensorizer.Write(here, new Vector2(8, 4), spec, aside);
        FrameToTensor plain = tensorizer.Write(moved, spec, straight);

        Assert.Equal((plain.SourceX + 8, plain.SourceY + 4), (fit.SourceX, fit.SourceY));
        ReadOnlySpan<float> a = MemoryMarshal.Cast<byte, float>(aside.AsSpan()), b = MemoryMarshal.Cast<byte, float>(straight.AsSpan());
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 2; y < 58; y++) // at its rims a picture has no neighbours to mix colours with
            {
                for (int x = 2; x < 86; x++)
                    Assert.Equal(b[(((channel * 64) + y) * 96) + x], a[(((channel * 64) + y) * 96) + x], 1e-4f);
            }
        }

        static byte Noise(int plane, int x, int y) => (byte)(32 + ((((x * 7919) ^ (y * 104729) ^ (plane * 31)) >> 3) & 127));
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_SteadyStream_AllocatesNothing(KernelVariant variant)
    {
        using TestFrame small = new TestFrame(s_small).FillNoise(1);
        using TestFrame large = new TestFrame(s_small with { Width = 70 }).FillNoise(2);
        InputSpec packed = s_spec with { Layout = TensorLayout.Nhwc, Type = TensorType.Float16 };
        var tensorizer = new FrameTensorizer(variant);
        var tensor = new byte[s_spec.ByteLength];
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            for (int i = 0; i < 20; i++)
            {
                tensorizer.Write(small, s_spec, tensor);
                tensorizer.Write(large, s_spec, tensor);
                tensorizer.Write(large, packed, tensor);
            }
        }
    }

    [Fact]
    public void Write_ManyFormatsInTurn_ForgetsNoneWrongly()
    {
        var tensorizer = new FrameTensorizer();
        for (int round = 0; round < 3; round++)
        {
            for (int size = 3; size < 12; size++)
            {
                using TestFrame frame = new TestFrame(s_small with { Width = size, Height = 2 * size }).FillNoise(size);
                TensorJudge.AssertRight(tensorizer, frame, s_spec);
                TensorJudge.AssertRight(tensorizer, frame, s_spec with { Color = ChannelOrder.Bgr });
            }
        }
    }

    [Fact]
    public void Write_TensorLongerThanNeeded_LeavesTheRestAlone()
    {
        using TestFrame frame = new TestFrame(s_small).FillNoise(3);
        var tensor = new byte[s_spec.ByteLength + 100];
        tensor.AsSpan().Fill(0xA5);
        new FrameTensorizer().Write(frame, s_spec, tensor);
        Assert.All(tensor[s_spec.ByteLength..], rest => Assert.Equal(0xA5, rest));
    }

    [Fact]
    public void Write_TensorTooShort_SaysHowManyBytesItNeeds()
    {
        using TestFrame frame = new(s_small);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new FrameTensorizer().Write(frame, s_spec, new byte[s_spec.ByteLength - 1]));
        Assert.Contains("768", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SpecWithoutMeaning_IsRefused()
    {
        using TestFrame frame = new(s_small);
        var tensorizer = new FrameTensorizer();
        Assert.Throws<ArgumentException>(() => tensorizer.Write(frame, s_spec with { Width = 0 }, new byte[100]));
        Assert.Throws<ArgumentException>(() => tensorizer.Write(frame, s_spec with { Std = new Vector3(1, 0, 1) }, new byte[1000]));
    }

    [Fact]
    public void Write_UnroundedRgb_DiffersFromAnEightBitPictureByRoundingOnly()
    {
        FrameFormat format = s_small with { Layout = PixelLayout.Yuv444, Width = 16, Height = 16 };
        using TestFrame frame = new TestFrame(format).FillNoise(4);
        InputSpec spec = new() { Width = 16, Height = 16, Scale = 1 };
        var exact = new byte[spec.ByteLength];
        InputSpec bytes = spec with { Type = TensorType.UInt8 };
        var rounded = new byte[bytes.ByteLength];
        var tensorizer = new FrameTensorizer();
        tensorizer.Write(frame, spec, exact);
        tensorizer.Write(frame, bytes, rounded);
        float[] values = MemoryMarshal.Cast<byte, float>(exact.AsSpan()).ToArray();
        Assert.All(values.Zip(rounded), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.5001f));
        Assert.Contains(values, value => Math.Abs(value - MathF.Round(value)) > 0.1f);
    }
}
