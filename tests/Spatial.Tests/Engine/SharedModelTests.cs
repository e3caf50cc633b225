using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Spatial.Tests.Engine;

public class SharedModelTests(ITestOutputHelper output)
{
    [SharedDataTheory("models/yolox_nano.onnx")]
    [InlineData("yolox_nano", new long[] { 1, 3, 416, 416 }, 1.0)]
    [InlineData("yolox_nano_dynamic", new long[] { 1, 3, 416, 416 }, 1.0)]
    [InlineData("yolox_nano_dynamic", new long[] { 1, 3, 224, 352 }, 1.0)]
    [InlineData("nanodet_m_320", new long[] { 1, 3, 320, 320 }, 1.0)]
    [InlineData("fastestdet", new long[] { 1, 3, 352, 352 }, 0.999)]
    [InlineData("ultraface_rfb_320", new long[] { 1, 3, 240, 320 }, 1.0)]
    [InlineData("deeplabv3_mobilenet_257", new long[] { 1, 257, 257, 3 }, 1.0)]
    [InlineData("twinlitenet_360x640", new long[] { 1, 3, 360, 640 }, 0.86)]
    [InlineData("squeezenet1_1_fp32_dynamic", new long[] { 1, 3, 224, 224 }, 1.0)]
    [InlineData("osnet_x0_25_msmt17", new long[] { 1, 3, 256, 128 }, 0.99)]
    [InlineData("face_antispoof_fp32", new long[] { 1, 3, 128, 128 }, 0.99)]
    public void FullPass_OfASharedModel_EqualsOnnxRuntime(string name, long[] shape, double leastShare)
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf($"models/{name}.onnx"));
        using EnginePlan plan = EnginePlan.Create(model, shape);
        output.WriteLine($"{name}: share {plan.Report.Share:P2}, {plan.Report.Operations} operations, {plan.BytesPerStream >> 20} MB per stream, stride {plan.TotalStride}");
        foreach (EngineCut cut in plan.Report.Cuts)
            output.WriteLine($"  {cut.Node}: {cut.Reason}");
        output.WriteLine("  hands over " + string.Join(", ", plan.Report.CutValues));

        using EngineInstance instance = plan.CreateInstance();
        using var reference = new OrtReference(model);
        float[] picture = Pictures.Smooth(shape, 1);
        (long[] Shape, float[] Values)[] expected = reference.Run((model.Graph.Inputs[0].Name, shape, picture));
        instance.Poison(float.NaN);
        instance.RunFull(picture);
        for (int i = 0; i < expected.Length; i++)
        {
            output.WriteLine($"  {reference.OutputNames[i]}: {Closeness.Difference(expected[i].Values, instance.Output(i)):E2}");
            Assert.Equal(expected[i].Shape, instance.Outputs[i].Shape);
            Closeness.Require(reference.OutputNames[i], expected[i].Values, instance.Output(i));
        }

        Assert.True(plan.Report.Share >= leastShare, $"only {plan.Report.Share:P2} of the work is in the engine");
    }

    [SharedDataTheory("models/yolox_nano.onnx")]
    [InlineData("yolox_nano_dynamic", new long[] { 1, 3, 416, 416 })]
    [InlineData("nanodet_m_320", new long[] { 1, 3, 320, 320 })]
    [InlineData("deeplabv3_mobilenet_257", new long[] { 1, 257, 257, 3 })]
    public void ExactMaskRules_OfASharedModel_CostMoreThanTheBlocksAndEqualDense(string name, long[] shape)
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf($"models/{name}.onnx"));
        using EnginePlan dilated = EnginePlan.Create(model, shape, new EnginePlanOptions { MaskRule = MaskRule.Dilated }), plain = EnginePlan.Create(model, shape);
        using EnginePlan changes = EnginePlan.Create(model, shape, new EnginePlanOptions { MaskRule = MaskRule.Changes, ChangeThreshold = 0 });
        using EngineInstance instance = dilated.CreateInstance(), dense = dilated.CreateInstance(), blocks = plain.CreateInstance(), moved = changes.CreateInstance();
        float[] picture = Pictures.Smooth(shape, 1);
        BlockMask mask = dilated.NewMask();
        mask[3, 4] = true;
        instance.RunFull(picture);
        blocks.RunFull(picture);
        moved.RunFull(picture);
        // The block's first rows; the picture's other pixels stay.
        int row = shape[3] <= 4 ? (int)(shape[2] * shape[3]) : (int)shape[3], from = shape[3] <= 4 ? 128 * 3 : 128, length = shape[3] <= 4 ? 96 : 32;
        for (int y = 96; y < 112; y++)
            picture.AsSpan((y * row) + from, length).Fill(200);

        instance.Run(picture, mask);
        blocks.Run(picture, mask);
        moved.Run(picture, mask);
        dense.RunFull(picture);

        output.WriteLine($"{name}: {(double)blocks.LastMacs / dense.LastMacs:P1} with blocks, {(double)instance.LastMacs / dense.LastMacs:P1} dilated, {(double)moved.LastMacs / dense.LastMacs:P1} by changes");
        Assert.InRange(instance.LastMacs, blocks.LastMacs + 1, dense.LastMacs);
        Assert.InRange(moved.LastMacs, blocks.LastMacs + 1, instance.LastMacs);
        for (int i = 0; i < dense.Outputs.Count; i++)
        {
            Assert.True(dense.Output(i).SequenceEqual(instance.Output(i)), $"dilated: {dense.Outputs[i].Name}");
            Assert.True(dense.Output(i).SequenceEqual(moved.Output(i)), $"changes: {dense.Outputs[i].Name}");
        }
    }
}
