using System.Text.RegularExpressions;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Analysis;

public class GraphCostTests
{
    [SharedDataTheory(SharedModels.Needed, "README.md")]
    [InlineData("yolox_nano.onnx", 523, 0.904)]
    [InlineData("yolox_nano_dynamic.onnx", 523, 0.904)]
    [InlineData("nanodet_m_320.onnx", 342, 0.942)]
    [InlineData("fastestdet.onnx", 121, 0.240)]
    [InlineData("ultraface_rfb_320.onnx", 100, 0.308)]
    [InlineData("deeplabv3_mobilenet_257.onnx", 726, 0.688)]
    [InlineData("twinlitenet_360x640.onnx", 3719, 0.441)]
    [InlineData("squeezenet1_1_fp16.onnx", 349, 1.235)]
    [InlineData("squeezenet1_1_fp32_dynamic.onnx", 349, 1.235)]
    [InlineData("osnet_x0_25_msmt17.onnx", 82, 0.200)]
    [InlineData("face_antispoof_int8.onnx", 104, 0.469)]
    [InlineData("face_antispoof_fp32.onnx", 104, 0.468)]
    [InlineData("silero_vad_if_lstm.onnx", null, 0.546)]
    [InlineData("gtcrn_stream_gru.onnx", null, 0.083)]
    public void Of_SharedModel_EqualsThePublishedFigures(string name, int? millionMacs, double millionParameters)
    {
        OnnxModel model = SharedModels.Load(name);
        Dictionary<string, long[]> sizes = SharedModels.Trials(name, model).First();
        if (name == "yolox_nano_dynamic.onnx")
            sizes["images"] = [1, 3, 416, 416];

        GraphCost cost = GraphCost.Of(model, ShapeInference.Infer(model, sizes));

        Assert.Empty(cost.Uncounted);
        long published = cost.MacsByOperator.Where(pair => pair.Key is "Conv" or "ConvTranspose" or "Gemm" or "ConvInteger").Sum(pair => pair.Value);
        if (millionMacs is { } expected)
            Assert.Equal(expected, Math.Round(published / 1e6));
        // The published figure of this model includes its tables of indices.
        long indices = name.StartsWith("gtcrn", StringComparison.Ordinal)
            ? model.Graph.Initializers.Where(tensor => tensor.ElementType == OnnxElementType.Int64).Sum(tensor => tensor.Count)
            : 0;
        Assert.Equal(millionParameters, (cost.Parameters + indices) / 1e6, 0.0015);
        Assert.InRange(cost.WeightBytes, 1, new FileInfo(SharedModels.PathOf(name)).Length);
        Assert.Equal(ListedOperators(name), cost.Operators.ToDictionary());
    }

    [Fact]
    public void Of_SmallProducts_CountsEachMultiplication()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 4, 5, 6);
        string conv = builder.Node("Conv", [x, builder.Initializer<float>([6, 2, 3, 3], new float[108])], ("group", 2));
        string up = builder.Node("ConvTranspose", [conv, builder.Initializer<float>([6, 5, 2, 2], new float[120])], ("strides", new long[] { 2, 2 }));
        string flat = builder.Node("Flatten", [up]);
        string dense = builder.Node("Gemm", [flat, builder.Initializer<float>([7, 240], new float[1680])], ("transB", 1));
        builder.Output(builder.Node("MatMul", [dense, builder.Initializer<float>([7, 3], new float[21])]));
        OnnxModel model = builder.Build();

        GraphCost cost = GraphCost.Of(model, ShapeInference.Infer(model));

        Assert.Equal(
            [("Conv", 6L * 3 * 4 * 18), ("ConvTranspose", 6L * 3 * 4 * 20), ("Gemm", 1680L), ("MatMul", 21L)],
            cost.MacsByOperator.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((108 + 120 + 1680 + 21, 4 * (108 + 120 + 1680 + 21)), (cost.Parameters, cost.WeightBytes));
    }

    private static Dictionary<string, int> ListedOperators(string name)
    {
        string line = File.ReadLines(SharedData.PathOf("README.md")).Single(text =>
            text.StartsWith($"- **{name}**: ", StringComparison.Ordinal) && !text.Contains("**Input", StringComparison.Ordinal));
        return Regex.Matches(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], @"(\w+) (\d+)")
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
    }
}
