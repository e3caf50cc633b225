using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Engine;

public class StreamTests
{
    private static readonly long[] s_shape = [1, 3, 96, 128];

    [Fact]
    public void Run_InSteadyState_AllocatesNothing()
    {
        using EnginePlan plan = EnginePlan.Create(Network(withRest: true), s_shape);
        using EngineInstance instance = plan.CreateInstance();
        float[] picture = Pictures.Smooth(s_shape, 1);
        BlockMask mask = plan.NewMask();
        mask[1, 2] = mask[0, 0] = true;
        for (int i = 0; i < 50; i++)
            instance.Run(picture, mask);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            instance.Run(picture, mask);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Run_WithNothingActive_KeepsOutputsAndExecutesNothing()
    {
        using EnginePlan plan = EnginePlan.Create(Network(withRest: false), s_shape);
        using EngineInstance instance = plan.CreateInstance();
        instance.RunFull(Pictures.Smooth(s_shape, 1));
        Assert.Equal(plan.DenseMacs, instance.LastMacs);
        float[] before = instance.Output(0).ToArray();
        instance.Run(Pictures.Smooth(s_shape, 2), plan.NewMask());
        Assert.Equal(0, instance.LastMacs);
        Assert.False(instance.LastRunWasFull);
        Assert.Equal(before, instance.Output(0).ToArray());
    }

    [Fact]
    public void Run_AfterACancelledRun_ComputesEverything()
    {
        using EnginePlan plan = EnginePlan.Create(Network(withRest: false), s_shape);
        using EngineInstance instance = plan.CreateInstance();
        instance.RunFull(Pictures.Smooth(s_shape, 1));
        BlockMask mask = plan.NewMask();
        mask[0, 0] = true;

        foreach (int after in Enumerable.Range(0, 4))
        {
            using var source = new CancellationTokenSource();
            instance.BeforeOperation = index =>
            {
                if (index == after)
                    source.Cancel();
            };
            Assert.Throws<OperationCanceledException>(() => instance.Run(Pictures.Smooth(s_shape, 2), mask, source.Token));
            Assert.False(instance.IsValid);
            instance.BeforeOperation = null;
            instance.Run(Pictures.Smooth(s_shape, 3), mask);
            Assert.True(instance.LastRunWasFull);
            using EngineInstance fresh = plan.CreateInstance();
            fresh.RunFull(Pictures.Smooth(s_shape, 3));
            Assert.Equal(fresh.Output(0).ToArray(), instance.Output(0).ToArray());
        }
    }

    [Fact]
    public void TwoStreams_OnOnePlan_DoNotTouchEachOther()
    {
        using EnginePlan plan = EnginePlan.Create(Network(withRest: false), s_shape);
        using EngineInstance a = plan.CreateInstance(), b = plan.CreateInstance();
        a.RunFull(Pictures.Smooth(s_shape, 1));
        float[] before = a.Output(0).ToArray();
        b.RunFull(Pictures.Smooth(s_shape, 2));
        Assert.Equal(before, a.Output(0).ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_OnSeveralThreads_EqualsOneThreadBitForBit(int threads)
    {
        OnnxModel model = Network(withRest: false);
        using EnginePlan one = EnginePlan.Create(model, s_shape), many = EnginePlan.Create(model, s_shape, new EnginePlanOptions { Threads = threads });
        using EngineInstance a = one.CreateInstance(), b = many.CreateInstance();
        var random = new Random(threads);
        for (int frame = 0; frame < 60; frame++)
        {
            BlockMask mask = one.NewMask();
            for (int i = 0; i < mask.Length; i++)
                mask[i / mask.Columns, i % mask.Columns] = random.Next(3) == 0;
            float[] picture = Pictures.Smooth(s_shape, frame);
            a.Run(picture, mask);
            b.Run(picture, mask);
            Assert.Equal(a.LastMacs, b.LastMacs);
            Assert.Equal(a.Output(0).ToArray(), b.Output(0).ToArray());
        }
    }

    [SharedDataTheory("models/yolox_nano_dynamic.onnx", "models/nanodet_m_320.onnx")]
    [InlineData("yolox_nano_dynamic", 160)]
    [InlineData("nanodet_m_320", 320)]
    public void Masks_OnARealDetector_EqualTheMaskedReference(string name, int size)
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf($"models/{name}.onnx"));
        long[] shape = [1, 3, size, size];
        using EnginePlan plan = EnginePlan.Create(model, shape);
        using EngineInstance instance = plan.CreateInstance();
        using var reference = new MaskedReference(model, shape, plan.Options.BlockSize);
        var random = new Random(5);
        for (int frame = 0; frame < 4; frame++)
        {
            BlockMask mask = plan.NewMask();
            for (int i = 0; i < mask.Length; i++)
                mask[i / mask.Columns, i % mask.Columns] = random.Next(4) == 0;
            float[] picture = Pictures.Smooth(shape, frame);
            instance.Run(picture, mask);
            reference.Run(picture, frame == 0 ? null : mask);
            for (int i = 0; i < instance.Outputs.Count; i++)
                Closeness.Require($"frame {frame}, {instance.Outputs[i].Name}", reference.Value(instance.Outputs[i].Name), instance.Output(i));
            if (frame > 0)
                Assert.Equal(mask.Share, (double)instance.LastMacs / plan.DenseMacs, 6);
        }
    }

    private static OnnxModel Network(bool withRest)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, "height", "width");
        x = Conv(builder, x, 3, 32, 3, 2, 1);
        x = Conv(builder, x, 32, 32, 3, 1, 32);
        string y = Conv(builder, x, 32, 64, 1, 1, 1);
        x = builder.Node("Concat", [y, Conv(builder, y, 64, 32, 3, 1, 1)], ("axis", 1));
        x = Conv(builder, x, 96, 48, 3, 2, 1);
        builder.Output(withRest ? builder.Node("Softmax", [x], ("axis", 1)) : x);
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
