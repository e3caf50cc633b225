using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

/// <summary>Models and cards that cannot be used: the message a user reads.</summary>
public sealed class BadModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_MissingModel_NamesThePath() =>
        Assert.Equal($"model '{_folder["none.onnx"]}' was not found", MessageOf(_folder["none.onnx"]));

    [Fact]
    public void Load_NotOnnx_SaysSo() =>
        Assert.Contains("not a readable ONNX", MessageOf(_folder.Write("notes.onnx", "a text about models, which is none")), StringComparison.Ordinal);

    [Fact]
    public void Load_EmptyModel_SaysSo() => Assert.Contains("is empty", MessageOf(_folder.Write("empty.onnx", "")), StringComparison.Ordinal);

    [Fact]
    public void Load_UnsupportedOpset_NamesFoundAndExpected()
    {
        OnnxModel model = ToyDetector.Yolov8();
        string message = MessageOf(_folder.Save("future.onnx", new OnnxModel(model.Graph, 99)));
        Assert.Contains("future.onnx", message, StringComparison.Ordinal);
        Assert.Contains("99", message, StringComparison.Ordinal);
        Assert.Matches("opset|operator set", message);
    }

    [Fact]
    public void Load_NoCard_ListsTheKeysToWrite() => Assert.Equal(
        """
        model 'toy.onnx' (card: none): 4 problems
          key 'input.color' is missing and cannot be read from the graph; write e.g. 'color: bgr  # or rgb' under 'input:'
          key 'input.resize' is missing and cannot be read from the graph; write e.g. 'resize: letterbox-center  # or letterbox-topleft, stretch, crop' under 'input:'
          key 'input.scale' is missing and cannot be read from the graph; write e.g. 'scale: 1  # or 0.00392157 for values 0..1' under 'input:'
          key 'labels' is missing and cannot be read from the graph; write e.g. 'labels: [person, car]' or 'labels: classes.txt', or give a label file
        """,
        MessageOf(_folder.Save("toy.onnx", ToyDetector.Yolov8())));

    [Fact]
    public void Load_LabelsOfWrongLength_NamesBothCounts()
    {
        string path = _folder.Save("toy.onnx", ToyDetector.Yolov8());
        _folder.Write("model.yaml", CardTexts.Minimal(3));
        Assert.Equal(
            $"model 'toy.onnx': model card '{_folder["model.yaml"]}' gives 3 labels, but head 'yolov8' finds 2 classes in the graph's outputs",
            MessageOf(path));
        string labels = _folder.Write("one.txt", "thing\n");
        Assert.Equal(
            $"model 'toy.onnx': label file '{labels}' gives 1 labels, but head 'yolov8' finds 2 classes in the graph's outputs",
            MessageOf(path, options => options with { LabelsPath = labels }));
    }

    [Fact]
    public void Load_NamedHeadDoesNotFit_NamesBothSides()
    {
        string path = _folder.Save("toy.onnx", ToyDetector.Yolov8());
        _folder.Write("toy.yaml", CardTexts.Minimal(2, "head: yolox"));
        Assert.Equal(
            "model 'toy.onnx': the card says head 'yolox', which reads one float output [1, N, 5 + classes], N = cells of strides 8, 16, 32; "
            + "at input 64x64 the graph gives 'Transpose_7' float32[1, 6, 84]",
            MessageOf(path));
    }

    [Fact]
    public void Load_UnknownHead_ListsOutputsAndKnownHeads()
    {
        var builder = new OnnxGraphBuilder();
        builder.Output(builder.Node("GlobalAveragePool", [builder.Input("picture", 1, 3, 64, 64)]), OnnxElementType.Float32, 1, 3, 1, 1);
        string path = _folder.Save("pool.onnx", builder.Build());
        _folder.Write("pool.yaml", CardTexts.Minimal(3));
        Assert.StartsWith(
            "model 'pool.onnx': no known detection head fits its outputs at input 64x64: 'GlobalAveragePool_0' float32[1, 3, 1, 1]; docs/heads.md says what each of yolox, ",
            MessageOf(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CardNamedByUserIsMissing_NamesIt()
    {
        string path = _folder.Save("toy.onnx", ToyDetector.Yolov8());
        Assert.StartsWith(
            $"model card '{_folder["no.yaml"]}': cannot be read: ",
            MessageOf(path, options => options with { CardPath = _folder["no.yaml"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CardOrder_UserThenModelNameThenFolder()
    {
        string path = _folder.Save("toy.onnx", ToyDetector.Yolov8());
        _folder.Write("model.yaml", "task: a");
        Assert.Contains("model.yaml", MessageOf(path), StringComparison.Ordinal);
        _folder.Write("toy.yaml", "task: b");
        Assert.Contains("toy.yaml", MessageOf(path), StringComparison.Ordinal);
        string named = _folder.Write("own.yaml", "task: c");
        Assert.Contains("own.yaml", MessageOf(path, options => options with { CardPath = named }), StringComparison.Ordinal);
    }

    private static string MessageOf(string path, Func<ModelOptions, ModelOptions>? change = null)
    {
        var options = new ModelOptions { ModelPath = path };
        VideoDynException error = Assert.Throws<VideoDynException>(() => DetectorAnalyzer.Load(change?.Invoke(options) ?? options, new PlainTensorizer()));
        Assert.Equal(ErrorKind.Model, error.Kind);
        return error.Message;
    }
}
