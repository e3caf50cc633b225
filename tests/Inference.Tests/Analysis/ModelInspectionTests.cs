using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

public sealed class ModelInspectionTests : IDisposable
{
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Open = "models/yolox_nano_dynamic.onnx";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedDataFact(Fixed)]
    public void Of_KnownExport_TellsEverything()
    {
        ModelInspection inspection = ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(Fixed) });

        Assert.Equal("yolox_nano.onnx", inspection.File);
        Assert.Equal(["images: Float32 1x3x416x416"], inspection.Inputs);
        Assert.Equal(["output: Float32 1x3549x85"], inspection.Outputs);
        Assert.Equal([1, 3, 416, 416], inspection.InputShape);
        Assert.Equal(new KeyValuePair<string, int>("Conv", 113), inspection.Operators[0]);
        Assert.InRange(inspection.Parameters, 900_000, 920_000);
        Assert.InRange(inspection.Macs!.Value, 510_000_000, 560_000_000);
        Assert.Equal("yolox", inspection.Head);
        Assert.Contains("80 classes", inspection.HeadReason, StringComparison.Ordinal);
        Assert.Equal("built-in yolox-nano.yaml: the graph's operators, inputs and outputs match", inspection.Card);
        Assert.Empty(inspection.Missing);
        Assert.StartsWith("pytorch", inspection.Producer, StringComparison.Ordinal);
    }

    [SharedDataFact(Fixed, Open)]
    public void Of_OpenModel_FollowsTheAskedSize()
    {
        ModelInspection whole = ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(Open) });
        ModelInspection quarter = ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(Open), InputSize = new InputSize(224, 192) });
        Assert.Equal(ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(Fixed) }).Fingerprint, whole.Fingerprint);
        Assert.Equal(["output: Float32 1x3549x85"], whole.Outputs);
        Assert.Equal([1, 3, 192, 224], quarter.InputShape);
        Assert.Equal((double)(224 * 192) / (416 * 416), (double)quarter.Macs!.Value / whole.Macs!.Value, 3);
        Assert.Equal("yolox", quarter.Head);
    }

    [Fact]
    public void Of_ModelWithoutCard_SaysWhatIsMissingAndStillRecognisesTheHead()
    {
        ModelInspection inspection = ModelInspection.Of(new ModelOptions { ModelPath = _folder.Save("toy.onnx", ToyDetector.Yolov8()) });
        Assert.Equal("yolov8", inspection.Head);
        Assert.Equal(4, inspection.Missing.Count);
        Assert.StartsWith("none: no toy.yaml or model.yaml beside the model, and no built-in card matches operators ", inspection.Card, StringComparison.Ordinal);
        Assert.EndsWith(inspection.Fingerprint, inspection.Card, StringComparison.Ordinal);
    }

    [SharedDataTheory("models/twinlitenet_360x640.onnx", "models/deeplabv3_mobilenet_257.onnx")]
    [InlineData("models/twinlitenet_360x640.onnx")]
    [InlineData("models/deeplabv3_mobilenet_257.onnx")]
    public void Of_ModelWithAnotherTask_MissesNothingAndSaysWhyThereIsNoHead(string model)
    {
        ModelInspection inspection = ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(model) });
        Assert.Null(inspection.Head);
        Assert.Equal("the card's task is segment, which needs no detection head", inspection.HeadReason);
        Assert.Empty(inspection.Missing);
    }

    [SharedDataTheory("models/silero_vad_if_lstm.onnx", "models/face_antispoof_int8.onnx")]
    [InlineData("models/silero_vad_if_lstm.onnx")]
    [InlineData("models/face_antispoof_int8.onnx")]
    public void Of_NoDetector_SaysWhyWithoutFailing(string model)
    {
        ModelInspection inspection = ModelInspection.Of(new ModelOptions { ModelPath = SharedData.PathOf(model) });
        Assert.Null(inspection.Head);
        Assert.NotEmpty(inspection.HeadReason);
        Assert.NotEmpty(inspection.Missing);
        Assert.True(inspection.Parameters > 0);
    }

    [Fact]
    public void Of_NotOnnx_Fails() => Assert.Equal(
        ErrorKind.Model,
        Assert.Throws<VideoDynException>(() => ModelInspection.Of(new ModelOptions { ModelPath = _folder.Write("a.onnx", "nothing of the kind") })).Kind);
}
