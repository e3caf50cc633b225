using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Tests.Engine;

public class LayerThresholdTests
{
    private static readonly long[] s_shape = [1, 1, 32, 32];

    [Fact]
    public void EachLayer_WithholdsByItsOwnThreshold()
    {
        using EnginePlan plan = Plan();
        using EngineInstance instance = plan.CreateInstance();
        Assert.Equal((3, "x"), (instance.Layers.Count, instance.Layers[0]));
        float[] picture = [.. Enumerable.Range(0, 1024).Select(i => (((i / 32) + i) & 1) == 0 ? 1f : -1f)];
        BlockMask mask = plan.NewMask();
        mask.Fill(true);
        instance.RunFull(picture);

        // Nothing is withheld by the picture and the first layer, all but the strongest change by the second, which deviates by 4.
        instance.SetThreshold(0, 0);
        instance.SetThreshold(1, 0);
        instance.SetThreshold(2, 1);
        picture[0] = 1.9f;
        instance.Run(picture, mask);
        Assert.Equal((2, 4f), (instance.LastMacs, instance.Output(0)[0]));
        picture[0] = 2.1f;
        instance.Run(picture, mask);
        Assert.Equal((2, 8.4f), (instance.LastMacs, instance.Output(0)[0]));

        // Now the first layer withholds, and the second has nothing to do.
        instance.SetThreshold(1, 1);
        picture[0] = 2.2f;
        instance.Run(picture, mask);
        Assert.Equal((1, 8.4f), (instance.LastMacs, instance.Output(0)[0]));
    }

    [Fact]
    public void Streams_HaveThresholdsOfTheirOwn()
    {
        using EnginePlan plan = Plan();
        using EngineInstance one = plan.CreateInstance(), other = plan.CreateInstance();
        one.SetThreshold(1, 7);
        Assert.Equal((7, 0.1), (one.Threshold(1), other.Threshold(1)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(101)]
    public void SetThreshold_OutOfRange_NamesTheLayer(double threshold)
    {
        using EnginePlan plan = Plan();
        using EngineInstance instance = plan.CreateInstance();
        VideoDynException error = Assert.Throws<VideoDynException>(() => instance.SetThreshold(1, threshold));
        Assert.Contains($"layer '{instance.Layers[1]}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_OfOtherRules_AreNone()
    {
        using EnginePlan plan = Plan(MaskRule.Dilated);
        using EngineInstance instance = plan.CreateInstance();
        Assert.Empty(instance.Layers);
    }

    private static EnginePlan Plan(MaskRule rule = MaskRule.Changes) => EnginePlan.Create(TwoLayers(), s_shape, new EnginePlanOptions { MaskRule = rule });

    private static OnnxModel TwoLayers()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 1, 32, 32);
        string first = builder.Node("Conv", [x, builder.Initializer<float>([1, 1, 1, 1], [2f])]);
        builder.Output(builder.Node("Conv", [first, builder.Initializer<float>([1, 1, 1, 1], [2f])]));
        return builder.Build();
    }
}
