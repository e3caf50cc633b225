using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Engine;

public class BadInputTests
{
    [Fact]
    public void Create_WithANotANumberWeight_NamesNodeAndPosition()
    {
        OnnxModel model = SmallNet((weights, _) => weights[7] = float.NaN);
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(model, [1, 3, 32, 32]));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains("Conv", error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("position 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAThreeDimensionalConvolution_SaysSo()
    {
        var builder = new OnnxGraphBuilder();
        builder.Input("x", 1, 1, 4, 8, 8);
        builder.Output(builder.Node("Conv", ["x", builder.Initializer<float>([2, 1, 3, 3, 3], new float[54])]));
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(builder.Build(), [1, 1, 4, 8, 8]));
        Assert.Contains("four dimensions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAnUnknownOperatorInTheMiddle_CutsThereAndStaysRight()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, 24, 24);
        x = builder.Node("Conv", [x, Weights(builder, 16, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }));
        string cut = builder.Node("Softmax", [builder.Node("Relu", [x])], ("axis", 3));
        builder.Output(builder.Node("Conv", [cut, Weights(builder, 8, 16, 1)]));
        OnnxModel model = builder.Build();
        using EnginePlan plan = EnginePlan.Create(model, [1, 3, 24, 24]);
        EngineCut only = Assert.Single(plan.Report.Cuts);
        Assert.Contains("Softmax", only.Node, StringComparison.Ordinal);
        Assert.Contains("not supported", only.Reason, StringComparison.Ordinal);
        Assert.Single(plan.Report.CutValues);
        Assert.Equal(16L * 3 * 9 * 24 * 24, plan.Report.EngineMacs);
        Assert.Equal(8L * 16 * 24 * 24, plan.Report.RestMacs);

        using EngineInstance instance = plan.CreateInstance();
        using var reference = new OrtReference(model);
        float[] picture = Pictures.Noise(3 * 24 * 24, 1);
        instance.RunFull(picture);
        Closeness.Require("cut model", reference.Run(("x", [1, 3, 24, 24], picture))[0].Values, instance.Output(0));
    }

    [Fact]
    public void Create_WhenThePartBehindReadsThePictureToo_HandsItOn()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, 24, 24);
        string y = builder.Node("Conv", [x, Weights(builder, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }));
        builder.Output(builder.Node("Mul", [builder.Node("Exp", [y]), x]));
        OnnxModel model = builder.Build();
        using EnginePlan plan = EnginePlan.Create(model, [1, 3, 24, 24]);
        using EngineInstance instance = plan.CreateInstance();
        using var reference = new OrtReference(model);
        float[] picture = Pictures.Noise(3 * 24 * 24, 1);
        instance.RunFull(picture);
        Closeness.Require("picture read twice", reference.Run(("x", [1, 3, 24, 24], picture))[0].Values, instance.Output(0));
    }

    [SharedDataFact("models/silero_vad_if_lstm.onnx")]
    public void Create_WithControlFlowAndSeveralInputs_IsRefused()
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf("models/silero_vad_if_lstm.onnx"));
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(model, [1, 1, 24, 24]));
        Assert.Contains("3 inputs", error.Message, StringComparison.Ordinal);
    }

    [SharedDataTheory("models/squeezenet1_1_fp16.onnx", "models/face_antispoof_int8.onnx", "models/gtcrn_stream_gru.onnx")]
    [InlineData("squeezenet1_1_fp16", 224, "Float16")]
    [InlineData("face_antispoof_int8", 128, "DynamicQuantizeLinear")]
    [InlineData("gtcrn_stream_gru", 128, "4 inputs")]
    public void Create_OfAModelOfOtherNumbers_SaysWhatItFound(string name, int size, string found)
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf($"models/{name}.onnx"));
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(model, [1, 3, size, size]));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithControlFlowBehindAConvolution_CutsThere()
    {
        var branch = new OnnxGraphBuilder("branch");
        branch.Output(branch.Node("Neg", ["y"]));
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, 16, 16);
        string y = builder.Node("Conv", [x, Weights(builder, 16, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }));
        builder.Add(new OnnxNode("Identity", [y], ["y"]));
        string condition = builder.Node("Greater", [builder.Node("ReduceMax", ["y"], ("keepdims", 0)), builder.Initializer<float>([], 0f)]);
        OnnxGraph body = branch.BuildGraph();
        builder.Output(builder.Node("If", [condition], ("then_branch", body), ("else_branch", body)));
        OnnxModel model = builder.Build();
        using EnginePlan plan = EnginePlan.Create(model, [1, 3, 16, 16]);
        Assert.Contains(plan.Report.Cuts, cut => cut.Reason.Contains("control flow", StringComparison.Ordinal) || cut.Node.StartsWith("ReduceMax", StringComparison.Ordinal));
        using EngineInstance instance = plan.CreateInstance();
        using var reference = new OrtReference(model);
        float[] picture = Pictures.Noise(3 * 16 * 16, 1);
        instance.RunFull(picture);
        Closeness.Require("If", reference.Run(("x", [1, 3, 16, 16], picture))[0].Values, instance.Output(0));
    }

    [SharedDataFact("models/yolox_nano_dynamic.onnx")]
    public void Create_ForEightMegapixels_IsRefusedWithTheFigureBeforeMemoryIsTaken()
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf("models/yolox_nano_dynamic.onnx"));
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(model, [1, 3, 2176, 3840]));
        Assert.Matches("needs at least 1[0-9]{3} MB per stream for an input of 3840 x 2176, the limit is 1024 MB", error.Message);
    }

    [SharedDataFact("models/yolox_nano_dynamic.onnx")]
    public void Create_ForAnInputThatIsNoMultipleOfTheStride_IsAClearError()
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf("models/yolox_nano_dynamic.onnx"));
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(model, [1, 3, 400, 410]));
        Assert.Equal(ErrorKind.Model, error.Kind);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1024)]
    public void Create_WithABlockSizeOutOfRange_IsAConfigurationError(int blockSize)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(SmallNet(), [1, 3, 32, 32], new EnginePlanOptions { BlockSize = blockSize }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("8 to 512", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithAKernelThatDoesNotFit_NamesTheSize()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => EnginePlan.Create(SmallNet(), [1, 3, 1, 1]));
        Assert.Contains("1 x 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithAMaskOfTheWrongSize_NamesBothSizes()
    {
        using EnginePlan plan = EnginePlan.Create(SmallNet(), [1, 3, 64, 96]);
        using EngineInstance instance = plan.CreateInstance();
        VideoDynException error = Assert.Throws<VideoDynException>(() => instance.Run(new float[3 * 64 * 96], new BlockMask(2, 3)));
        Assert.Contains("2 x 3 blocks, expected 3 x 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithAnInputOfTheWrongSize_NamesBothSizes()
    {
        using EnginePlan plan = EnginePlan.Create(SmallNet(), [1, 3, 64, 96]);
        using EngineInstance instance = plan.CreateInstance();
        VideoDynException error = Assert.Throws<VideoDynException>(() => instance.RunFull(new float[5]));
        Assert.Contains("5 numbers, expected 18432 (1x3x64x96)", error.Message, StringComparison.Ordinal);
    }

    private static OnnxModel SmallNet(Action<float[], int>? spoil = null)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 3, "height", "width");
        float[] weights = Pictures.Noise(16 * 3 * 9, 1);
        spoil?.Invoke(weights, 0);
        builder.Output(builder.Node("Conv", [x, builder.Initializer<float>([16, 3, 3, 3], weights)]));
        return builder.Build();
    }

    private static string Weights(OnnxGraphBuilder builder, int outputs, int inputs, int kernel) =>
        builder.Initializer<float>([outputs, inputs, kernel, kernel], Pictures.Noise((long)outputs * inputs * kernel * kernel, outputs));
}
