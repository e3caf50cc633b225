using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>Blocks of half resolution: of every 2 x 2 pixels of a fine map one is computed and stands for all.</summary>
public class TwoResolutionTests
{
    private static readonly long[] s_shape = [1, 3, 96, 128];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void Run_SomeBlocksAtHalfResolution_EqualsTheMaskedReference(int stride) => Compare(Network(), s_shape, stride);

    [SharedDataTheory("models/yolox_nano_dynamic.onnx", "models/nanodet_m_320.onnx")]
    [InlineData("yolox_nano_dynamic", 160, 4)]
    [InlineData("yolox_nano_dynamic", 160, 16)]
    [InlineData("nanodet_m_320", 320, 8)]
    public void Run_OnARealDetector_EqualsTheMaskedReference(string name, int size, int stride) =>
        Compare(OnnxReader.Load(SharedData.PathOf($"models/{name}.onnx")), [1, 3, size, size], stride);

    [Fact]
    public void RunFull_EveryBlockAndMapAtHalfResolution_ExecutesAQuarter()
    {
        using EnginePlan plan = Plan(16);
        using EngineInstance instance = plan.CreateInstance();
        BlockMask halved = plan.NewMask();
        halved.Fill(true);

        instance.RunFull(Pictures.Smooth(s_shape, 1), halved);

        Assert.True(instance.LastRunWasFull);
        Assert.Equal(plan.DenseMacs, 4 * instance.LastMacs);
    }

    [Fact]
    public void Run_NoBlockAtHalfResolution_EqualsAPlanWithOneToTheLastBit()
    {
        using EnginePlan plan = Plan(16), plain = EnginePlan.Create(Network(), s_shape);
        using EngineInstance two = plan.CreateInstance(), one = plain.CreateInstance();
        BlockMask mask = plan.NewMask(), none = plan.NewMask();
        mask[0, 1] = mask[2, 3] = true;
        one.RunFull(Pictures.Smooth(s_shape, 1));
        two.RunFull(Pictures.Smooth(s_shape, 1), none);
        one.Run(Pictures.Smooth(s_shape, 2), mask);
        two.Run(Pictures.Smooth(s_shape, 2), mask, none);

        Assert.Equal(one.Output(0).ToArray(), two.Output(0).ToArray());
        Assert.Equal(one.LastMacs, two.LastMacs);
    }

    [Fact]
    public void Run_BlockBackAtFullResolution_LeavesNothingOfTheHalf()
    {
        using EnginePlan plan = Plan(16);
        using EngineInstance instance = plan.CreateInstance(), dense = plan.CreateInstance();
        BlockMask all = plan.NewMask();
        all.Fill(true);
        float[] picture = Pictures.Smooth(s_shape, 3);
        dense.RunFull(picture);
        instance.RunFull(picture, all);
        Assert.NotEqual(dense.Output(0).ToArray(), instance.Output(0).ToArray());

        instance.Run(picture, all);

        Assert.Equal(dense.Output(0).ToArray(), instance.Output(0).ToArray());
    }

    [Fact]
    public void Run_OnTwoThreads_EqualsOneThreadBitForBit()
    {
        using EnginePlan one = Plan(4), two = EnginePlan.Create(Network(), s_shape, new EnginePlanOptions { HalvedStride = 4, Threads = 2 });
        using EngineInstance a = one.CreateInstance(), b = two.CreateInstance();
        BlockMask mask = one.NewMask(), halved = one.NewMask();
        mask[0, 0] = mask[1, 1] = mask[1, 2] = halved[0, 0] = halved[1, 2] = true;
        for (int frame = 0; frame < 20; frame++)
        {
            a.Run(Pictures.Smooth(s_shape, frame), mask, halved);
            b.Run(Pictures.Smooth(s_shape, frame), mask, halved);
            Assert.Equal(a.Output(0).ToArray(), b.Output(0).ToArray());
            Assert.Equal(a.LastMacs, b.LastMacs);
        }
    }

    [Fact]
    public void Run_InSteadyState_AllocatesNothing()
    {
        using EnginePlan plan = Plan(4);
        using EngineInstance instance = plan.CreateInstance();
        BlockMask mask = plan.NewMask(), halved = plan.NewMask();
        mask[0, 0] = mask[1, 1] = halved[0, 0] = true;
        float[] picture = Pictures.Smooth(s_shape, 1);
        for (int i = 0; i < 20; i++)
            instance.Run(picture, mask, halved);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            instance.Run(picture, mask, halved);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Run_MaskThatDoesNotFit_SaysSo()
    {
        using EnginePlan plan = Plan(4), plain = EnginePlan.Create(Network(), s_shape);
        using EngineInstance two = plan.CreateInstance(), one = plain.CreateInstance();

        VideoDynException size = Assert.Throws<VideoDynException>(() => two.RunFull(new float[3 * 96 * 128], new BlockMask(3, 3)));
        VideoDynException resolutions = Assert.Throws<VideoDynException>(() => one.RunFull(new float[3 * 96 * 128], plain.NewMask()));

        Assert.Contains("3 x 3 blocks, expected 4 x 3", size.Message, StringComparison.Ordinal);
        Assert.Contains("one resolution", resolutions.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, MaskRule.Blocks)]
    [InlineData(512, MaskRule.Blocks)]
    [InlineData(4, MaskRule.Changes)]
    public void Create_WithAStrideOrRuleThatCannotBe_SaysSo(int stride, MaskRule rule)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(
            () => EnginePlan.Create(Network(), s_shape, new EnginePlanOptions { HalvedStride = stride, MaskRule = rule }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
    }

    private static void Compare(OnnxModel model, long[] shape, int stride)
    {
        using EnginePlan plan = EnginePlan.Create(model, shape, new EnginePlanOptions { HalvedStride = stride });
        using EngineInstance instance = plan.CreateInstance();
        using var reference = new MaskedReference(model, shape, plan.Options.BlockSize);
        var random = new Random(stride);
        instance.Poison(float.NaN);
        for (int frame = 0; frame < 5; frame++)
        {
            BlockMask mask = plan.NewMask(), halved = plan.NewMask();
            for (int i = 0; i < mask.Length; i++)
            {
                mask[i / mask.Columns, i % mask.Columns] = random.Next(3) == 0;
                halved[i / mask.Columns, i % mask.Columns] = random.Next(2) == 0;
            }

            float[] picture = Pictures.Smooth(shape, frame);
            instance.Run(picture, mask, halved);
            reference.Run(picture, frame == 0 ? null : mask, halved, stride);
            for (int i = 0; i < instance.Outputs.Count; i++)
                Closeness.Require($"frame {frame}, {instance.Outputs[i].Name}", reference.Value(instance.Outputs[i].Name), instance.Output(i));
        }
    }

    private static EnginePlan Plan(int stride) => EnginePlan.Create(Network(), s_shape, new EnginePlanOptions { HalvedStride = stride });

    // Strides 2 to 16, with everything that reads maps: windows, points behind points, sums, pools, parts side by side, enlarging.
    private static OnnxModel Network()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, 96, 128);
        x = Conv(builder, x, 3, 16, 3, 2, 1);
        string point = Conv(builder, x, 16, 16, 1, 1, 1);
        x = builder.Node("Add", [Conv(builder, point, 16, 16, 1, 1, 1), x]);
        x = Conv(builder, Conv(builder, x, 16, 16, 3, 2, 16), 16, 32, 1, 1, 1);
        string y = Conv(builder, x, 32, 16, 3, 1, 1);
        string pooled = builder.Node("MaxPool", [x], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 1, 1 }));
        x = builder.Node("Concat", [y, pooled], ("axis", 1));
        string deep = Conv(builder, Conv(builder, x, 48, 32, 3, 2, 1), 32, 32, 3, 2, 1);
        deep = builder.Node("Resize", [deep, "", builder.Initializer<float>([4], [1, 1, 4, 4])], ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        builder.Output(Conv(builder, builder.Node("Concat", [deep, x], ("axis", 1)), 80, 16, 1, 1, 1));
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
