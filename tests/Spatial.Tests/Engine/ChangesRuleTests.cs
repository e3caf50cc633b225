using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Tests.Engine;

public class ChangesRuleTests
{
    private static readonly long[] s_shape = [1, 1, 32, 32];

    [Fact]
    public void SlowChange_IsWithheldUntilItIsLargeEnough_AndNothingOfItIsLost()
    {
        // One layer that doubles the picture: its deviation is known from the picture.
        using EnginePlan plan = Plan(Doubling(layers: 1), threshold: 0.5);
        using EngineInstance instance = plan.CreateInstance();
        float[] picture = Checkers();
        instance.RunFull(picture);
        BlockMask mask = plan.NewMask();
        mask.Fill(true);
        float before = instance.Output(0)[0];
        Assert.Equal(2f, before);

        // Doubled checkers of 1 and -1 deviate by 2: half of that is 1, reached when the pixel has moved by more than 0.5.
        var seen = new List<float>();
        for (int frame = 1; frame <= 6; frame++)
        {
            picture[0] = 1 + (0.2f * frame);
            instance.Run(picture, mask);
            seen.Add(instance.Output(0)[0]);
        }

        Assert.Equal([2f, 2f, 3.2f, 3.2f, 3.2f, 4.4f], seen.Select(value => MathF.Round(value, 3)));
        Assert.Equal(-2f, instance.Output(0)[1]);
    }

    [Fact]
    public void PixelsThatDoNotMove_AreNotPassedOn()
    {
        using EnginePlan plan = Plan(Doubling(layers: 3), threshold: 0);
        using EngineInstance instance = plan.CreateInstance();
        float[] picture = Checkers();
        instance.RunFull(picture);
        BlockMask mask = plan.NewMask();
        mask.Fill(true);

        instance.Run(picture, mask);
        long nothing = instance.LastMacs;
        picture[5] += 1;
        instance.Run(picture, mask);

        // The picture itself is compared, too: where it is as it was, no layer has anything to do.
        Assert.Equal(0, nothing);
        Assert.Equal(3, instance.LastMacs);
    }

    [Theory]
    [InlineData(MaskRule.Dilated)]
    [InlineData(MaskRule.Changes)]
    public void Run_InSteadyState_AllocatesNothing(MaskRule rule)
    {
        using EnginePlan plan = EnginePlan.Create(Doubling(layers: 2), s_shape, new EnginePlanOptions { MaskRule = rule });
        using EngineInstance instance = plan.CreateInstance();
        float[] picture = Checkers();
        BlockMask mask = plan.NewMask();
        mask[0, 0] = true;
        for (int i = 0; i < 50; i++)
            Step(instance, picture, mask, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            Step(instance, picture, mask, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_ChangeNothing(int threads)
    {
        OnnxModel model = Doubling(layers: 3);
        using EnginePlan one = Plan(model, 0.1), several = EnginePlan.Create(model, s_shape, new EnginePlanOptions { MaskRule = MaskRule.Changes, Threads = threads });
        using EngineInstance first = one.CreateInstance(), second = several.CreateInstance();
        BlockMask mask = one.NewMask();
        mask.Fill(true);
        for (int frame = 0; frame < 8; frame++)
        {
            float[] picture = Pictures.Noise(1024, frame / 2);
            first.Run(picture, mask);
            second.Run(picture, mask);
            Assert.Equal(first.LastMacs, second.LastMacs);
            Assert.True(first.Output(0).SequenceEqual(second.Output(0)));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1000)]
    public void Create_WithAThresholdOutOfRange_SaysSo(double threshold)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Plan(Doubling(1), threshold));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("threshold of changes", error.Message, StringComparison.Ordinal);
    }

    private static void Step(EngineInstance instance, float[] picture, BlockMask mask, int frame)
    {
        picture[3] = frame % 2;
        instance.Run(picture, mask);
    }

    private static EnginePlan Plan(OnnxModel model, double threshold) =>
        EnginePlan.Create(model, s_shape, new EnginePlanOptions { MaskRule = MaskRule.Changes, ChangeThreshold = threshold });

    private static float[] Checkers() => [.. Enumerable.Range(0, 1024).Select(i => (((i / 32) + i) & 1) == 0 ? 1f : -1f)];

    private static OnnxModel Doubling(int layers)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 1, 32, 32);
        for (int layer = 0; layer < layers; layer++)
            x = builder.Node("Conv", [x, builder.Initializer<float>([1, 1, 1, 1], [2f])]);
        builder.Output(x);
        return builder.Build();
    }
}
