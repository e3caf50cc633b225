using System.Numerics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>Every variant computes what the conventions say, for every combination of options and at awkward sizes.</summary>
public sealed class TensorizerAgreementTests : LeaseGuard
{
    private static readonly int[] s_sizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 97, 130];

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_EveryOption_MatchesTheTextbook(KernelVariant variant)
    {
        (int Width, int Height, int TensorWidth, int TensorHeight)[] shapes = [(37, 21, 24, 19), (19, 33, 40, 21)];
        var options =
            from layout in Enum.GetValues<PixelLayout>()
            from matrix in Enum.GetValues<ColorMatrix>()
            from range in Enum.GetValues<ColorRange>()
            from resize in Enum.GetValues<ResizeMode>()
            from order in Enum.GetValues<TensorLayout>()
            from color in Enum.GetValues<ChannelOrder>()
            from type in Enum.GetValues<TensorType>()
            from shape in shapes
            select (
                Format: new FrameFormat(shape.Width, shape.Height, layout, matrix, range),
                Spec: new InputSpec
                {
                    Width = shape.TensorWidth,
                    Height = shape.TensorHeight,
                    Layout = order,
                    Color = color,
                    Resize = resize,
                    Type = type,
                    Scale = type == TensorType.UInt8 ? 1 : 1f / 255,
                    Mean = type == TensorType.UInt8 ? Vector3.Zero : new Vector3(0.485f, 0.456f, 0.406f),
                    Std = type == TensorType.UInt8 ? Vector3.One : new Vector3(0.229f, 0.224f, -0.225f),
                });
        var tensorizer = new FrameTensorizer(variant);
        foreach (var group in options.GroupBy(option => option.Format))
        {
            using TestFrame frame = new TestFrame(group.Key, padding: 5).FillNoise(17);
            foreach ((_, InputSpec spec) in group)
                TensorJudge.AssertRight(tensorizer, frame, spec);
        }
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_AwkwardSizes_MatchesTheTextbook(KernelVariant variant)
    {
        var random = new Random(20);
        var tensorizer = new FrameTensorizer(variant);
        for (int round = 0; round < 300; round++)
        {
            var format = new FrameFormat(
                Pick(random), Pick(random), (PixelLayout)random.Next(4), (ColorMatrix)random.Next(3), (ColorRange)random.Next(2));
            var spec = new InputSpec
            {
                Width = Pick(random),
                Height = Pick(random),
                Layout = (TensorLayout)random.Next(2),
                Color = (ChannelOrder)random.Next(2),
                Resize = (ResizeMode)random.Next(4),
                Type = (TensorType)random.Next(3),
                Scale = 1,
            };
            using TestFrame frame = new TestFrame(format, padding: random.Next(4)).FillNoise(round);
            TensorJudge.AssertRight(tensorizer, frame, spec);
        }
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_SameSize_MatchesTheTextbook(KernelVariant variant)
    {
        var tensorizer = new FrameTensorizer(variant);
        foreach (int width in s_sizes)
        {
            foreach (PixelLayout layout in Enum.GetValues<PixelLayout>())
            {
                var format = new FrameFormat(width, 5, layout, ColorMatrix.Bt601, ColorRange.Full);
                using TestFrame frame = new TestFrame(format, padding: 1).FillNoise(width);
                TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = width, Height = 5 });
                TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = width + 3, Height = 9 });
            }
        }
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_LargeOddFrame_MatchesTheTextbook(KernelVariant variant)
    {
        var format = new FrameFormat(1919, 1081, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
        using TestFrame frame = new TestFrame(format, padding: 33).FillNoise(5);
        var tensorizer = new FrameTensorizer(variant);
        TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = 640, Height = 384 });
        TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = 321, Height = 33, Resize = ResizeMode.Crop });
        TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = 2000, Height = 40, Resize = ResizeMode.Stretch });
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_ExtremeScales_MatchesTheTextbook(KernelVariant variant)
    {
        var tensorizer = new FrameTensorizer(variant);
        (int From, int To)[] scales = [(128, 64), (192, 64), (256, 64), (257, 64), (300, 64), (640, 20), (1000, 1), (1, 100), (3, 1000)];
        foreach ((int from, int to) in scales)
        {
            var format = new FrameFormat(from, 4, PixelLayout.Yuv422, ColorMatrix.Bt2020, ColorRange.Limited);
            using TestFrame frame = new TestFrame(format).FillNoise(from);
            TensorJudge.AssertRight(tensorizer, frame, new InputSpec { Width = to, Height = 4, Resize = ResizeMode.Stretch });
        }
    }

    [Theory]
    [MemberData(nameof(TensorJudge.Variants), MemberType = typeof(TensorJudge))]
    public void Write_NumbersBeyondTheElementType_SaturateOrBecomeInfinite(KernelVariant variant)
    {
        var format = new FrameFormat(33, 3, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
        using TestFrame frame = new TestFrame(format).Fill((_, x, _) => (byte)(x % 2 == 0 ? 0 : 255));
        var tensorizer = new FrameTensorizer(variant);
        InputSpec bytes = new() { Width = 33, Height = 3, Type = TensorType.UInt8, Scale = 1e9f, Mean = new Vector3(1e11f) };
        var tensor = new byte[bytes.ByteLength];
        tensorizer.Write(frame, bytes, tensor);
        Assert.Equal(0, tensor[0]);
        Assert.Equal(255, tensor[1]);

        InputSpec halves = new() { Width = 33, Height = 3, Type = TensorType.Float16, Scale = 1000 };
        var wide = new Half[halves.ByteLength / 2];
        tensorizer.Write(frame, halves, System.Runtime.InteropServices.MemoryMarshal.AsBytes(wide.AsSpan()));
        Assert.Equal((Half)0, wide[0]);
        Assert.Equal(Half.PositiveInfinity, wide[1]);
    }

    private static int Pick(Random random) => s_sizes[random.Next(s_sizes.Length)];
}
