using System.Globalization;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>Maps that move with the picture: a picture moved by whole units, what came in executed, equals a full pass away from the rims.</summary>
public sealed class MoveTests(ITestOutputHelper output)
{
    private const int Height = 160;
    private const int Width = 256;
    private static readonly long[] s_shape = [1, 3, Height, Width];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(1, -1)]
    [InlineData(-2, 1)]
    public void Move_PictureMovedByWholeUnits_EqualsAFullPassInside(int across, int down)
    {
        using EnginePlan plan = EnginePlan.Create(Network(), s_shape);
        Assert.Equal(32, plan.MoveUnit);
        using EngineInstance moved = plan.CreateInstance(), dense = plan.CreateInstance();
        float[] before = Pictures.Smooth(s_shape, 1), now = Moved(before, Pictures.Smooth(s_shape, 2), across * 32, down * 32);
        moved.RunFull(before);
        dense.RunFull(now);

        moved.Move(across, down);
        BlockMask mask = Uncovered(plan, across, down);
        moved.Run(now, mask);

        Assert.False(moved.LastRunWasFull);
        Assert.Equal(mask.Share, (double)moved.LastMacs / plan.DenseMacs, 6);
        // The network sees 19 pixels around; a rim of one more block than came in is not compared.
        AssertEqualInside(dense.Output(0), moved.Output(0), across, down);
    }

    [Fact]
    public void Move_ThereAndBack_LeavesTheMiddleAsItWas()
    {
        using EnginePlan plan = EnginePlan.Create(Network(), s_shape);
        using EngineInstance instance = plan.CreateInstance();
        instance.RunFull(Pictures.Smooth(s_shape, 1));
        float[] before = instance.Output(0).ToArray();

        instance.Move(1, 1);
        instance.Move(-1, -1);
        instance.Run(Pictures.Smooth(s_shape, 5), plan.NewMask());

        AssertEqualInside(before, instance.Output(0), -1, -1);
    }

    [Fact]
    public void Move_FurtherThanThePicture_IsMendedByTheNextRunOverEverything()
    {
        using EnginePlan plan = EnginePlan.Create(Network(), s_shape);
        using EngineInstance instance = plan.CreateInstance(), dense = plan.CreateInstance();
        float[] now = Pictures.Smooth(s_shape, 3);
        instance.RunFull(Pictures.Smooth(s_shape, 1));
        dense.RunFull(now);

        instance.Move(40, -90);
        BlockMask all = plan.NewMask();
        all.Fill(true);
        instance.Run(now, all);

        Assert.Equal(dense.Output(0).ToArray(), instance.Output(0).ToArray());
    }

    [Fact]
    public void Move_RuleThatPromisesMore_IsRefused()
    {
        using EnginePlan plan = EnginePlan.Create(Network(), s_shape, new EnginePlanOptions { MaskRule = MaskRule.Dilated });
        using EngineInstance instance = plan.CreateInstance();

        Assert.Equal(0, plan.MoveUnit);
        Assert.Throws<InvalidOperationException>(() => instance.Move(1, 0));
    }

    [Fact]
    public void MoveUnit_SidesThatAreNoMultiple_IsNone()
    {
        using EnginePlan plan = EnginePlan.Create(Network(), [1, 3, 90, 130]);

        Assert.Equal(0, plan.MoveUnit);
    }

    /// <summary>Deep layers see the whole picture, so the rims are felt everywhere; in the middle far less than the motion would be.</summary>
    [SharedDataFact("models/yolox_nano_dynamic.onnx")]
    public void Move_OnARealDetector_IsCloserToAFullPassThanMapsThatStay()
    {
        long[] shape = [1, 3, 416, 416];
        using EnginePlan plan = EnginePlan.Create(OnnxReader.Load(SharedData.PathOf("models/yolox_nano_dynamic.onnx")), shape);
        Assert.Equal(32, plan.MoveUnit);
        using EngineInstance moved = plan.CreateInstance(), dense = plan.CreateInstance(), stays = plan.CreateInstance();
        float[] before = Pictures.Smooth(shape, 1), now = Moved(before, Pictures.Smooth(shape, 2), 32, 0, 416, 416);
        BlockMask mask = Uncovered(plan, 1, 0);
        moved.RunFull(before);
        stays.RunFull(before);
        dense.RunFull(now);

        moved.Move(1, 0);
        moved.Run(now, mask);
        stays.Run(now, mask);

        // The first of the outputs are the 52 x 52 pixels of stride 8, each with its numbers side by side.
        ReadOnlySpan<float> expected = dense.Output(0), found = moved.Output(0), stale = stays.Output(0);
        int width = (int)dense.Outputs[0].Shape[^1];
        double error = 0, without = 0;
        for (int y = 12; y < 40; y++)
        {
            for (int index = ((y * 52) + 12) * width; index < ((y * 52) + 44) * width; index++)
            {
                error += Math.Abs(expected[index] - found[index]);
                without += Math.Abs(expected[index] - stale[index]);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{error / without:F4} of the error of maps that stay"));
        Assert.InRange(error / without, 0, 0.6);
    }

    private static void AssertEqualInside(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, int across, int down)
    {
        const int width = Width / 4, height = Height / 4, block = 8;
        int channels = expected.Length / (width * height);
        int left = block * (1 + Math.Max(0, across)), right = width - (block * (1 + Math.Max(0, -across)));
        int top = block * (1 + Math.Max(0, down)), bottom = height - (block * (1 + Math.Max(0, -down)));
        Assert.True(right > left && bottom > top);
        for (int c = 0; c < channels; c++)
        {
            for (int y = top; y < bottom; y++)
            {
                int start = (((c * height) + y) * width) + left;
                Assert.Equal(expected.Slice(start, right - left).ToArray(), found.Slice(start, right - left).ToArray());
            }
        }
    }

    private static BlockMask Uncovered(EnginePlan plan, int across, int down)
    {
        BlockMask mask = plan.NewMask();
        for (int row = 0; row < mask.Rows; row++)
        {
            for (int column = 0; column < mask.Columns; column++)
                mask[row, column] = column - across < 0 || column - across >= mask.Columns || row - down < 0 || row - down >= mask.Rows;
        }

        return mask;
    }

    private static float[] Moved(float[] picture, float[] fresh, int across, int down, int height = Height, int width = Width)
    {
        float[] moved = [.. fresh];
        for (int c = 0; c < 3; c++)
        {
            for (int y = Math.Max(0, down); y < Math.Min(height, height + down); y++)
            {
                for (int x = Math.Max(0, across); x < Math.Min(width, width + across); x++)
                    moved[(((c * height) + y) * width) + x] = picture[(((c * height) + y - down) * width) + x - across];
            }
        }

        return moved;
    }

    private static OnnxModel Network()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, "height", "width");
        x = Conv(builder, x, 3, 32, 3, 2, 1);
        x = Conv(builder, x, 32, 32, 3, 1, 32);
        string y = Conv(builder, x, 32, 64, 1, 1, 1);
        x = builder.Node("Concat", [y, Conv(builder, y, 64, 32, 3, 1, 1)], ("axis", 1));
        x = Conv(builder, x, 96, 48, 3, 2, 1);
        builder.Output(x);
        return builder.Build();
    }

    private static string Conv(OnnxGraphBuilder builder, string x, int inputs, int outputs, int kernel, int stride, int groups)
    {
        long pad = kernel / 2;
        float[] weights = [.. Pictures.Noise((long)outputs * inputs / groups * kernel * kernel, outputs + kernel).Select(number => number / MathF.Sqrt(inputs / groups * kernel * kernel))];
        string y = builder.Node(
            "Conv", [x, builder.Initializer<float>([outputs, inputs / groups, kernel, kernel], weights)],
            ("strides", new long[] { stride, stride }), ("pads", new long[] { pad, pad, pad, pad }), ("group", groups));
        return builder.Node("Mul", [y, builder.Node("Sigmoid", [y])]);
    }
}
