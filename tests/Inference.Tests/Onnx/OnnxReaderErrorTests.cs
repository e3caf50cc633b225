using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx;

public sealed class OnnxReaderErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_MissingFile_NamesIt() => Expect("was not found", _folder["none.onnx"]);

    [Fact]
    public void Load_Folder_SaysSo() => Expect("is a folder", _folder.Path);

    [Fact]
    public void Load_EmptyFile_SaysSo() => Expect("is empty", File([]));

    [Theory]
    [InlineData("# a text file, for example a card\ntask: detection\n")]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("PK\u0003\u0004 an archive of something")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")]
    public void Load_OtherKindOfFile_IsNotAReadableModel(string content) =>
        Expect("not a readable ONNX file", File(System.Text.Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Load_TruncatedModel_IsNotAReadableModel()
    {
        byte[] bytes = OnnxWriter.ToBytes(SmallModels.Convolution());
        Expect("not a readable ONNX file", File(bytes[..(bytes.Length / 2)]));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(25)]
    public void Load_UnsupportedOperatorSet_NamesFoundAndExpected(int opset) =>
        Expect($"operator set version {opset} is not supported, expected 7 to 24", File(With(graph => graph, opset)));

    [Fact]
    public void Load_ValueThatNothingMakes_NamesNodeAndValue() => Expect(
        "Relu 'act' needs the value 'ghost', which nothing makes",
        File(With(graph => graph.With(nodes: [.. graph.Nodes, new OnnxNode("Relu", ["ghost"], ["end"], name: "act")]))));

    [Fact]
    public void Load_OutputThatNothingMakes_NamesIt() => Expect(
        "output needs the value 'ghost'",
        File(With(graph => graph.With(outputs: [new OnnxValue("ghost", OnnxElementType.Float32, null)]))));

    [Fact]
    public void Load_GraphsNestedWithoutEnd_IsRefused()
    {
        OnnxGraph graph = new OnnxGraphBuilder("leaf").BuildGraph();
        for (int depth = 0; depth < 50; depth++)
            graph = new OnnxGraph("nest", [new OnnxNode("If", [], [$"v{depth}"], [("then_branch", graph)])], [], []);
        Expect("nested more than 32 deep", File(OnnxWriter.ToBytes(new OnnxModel(graph, 13))));
    }

    [Fact]
    public void Graph_ValueWithTwoOrigins_IsRefused()
    {
        var error = Assert.Throws<VideoDynException>(() => new OnnxGraph(
            "g", [new OnnxNode("Relu", ["x"], ["y"]), new OnnxNode("Neg", ["x"], ["y"])], [new OnnxValue("x", OnnxElementType.Float32, null)], []));
        Assert.Contains("'y'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_Circle_IsRefused()
    {
        var error = Assert.Throws<VideoDynException>(() => new OnnxGraph(
            "g", [new OnnxNode("Relu", ["b"], ["a"]), new OnnxNode("Neg", ["a"], ["b"])], [], []));
        Assert.Contains("depends on its own result", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_UnknownFields_ArePassedOver()
    {
        // Field 999 in each wire type, at the end of the model message.
        byte[] bytes = [.. OnnxWriter.ToBytes(SmallModels.Convolution()), 0xb8, 0x3e, 5, 0xb9, 0x3e, 1, 2, 3, 4, 5, 6, 7, 8, 0xba, 0x3e, 2, 1, 1, 0xbd, 0x3e, 1, 2, 3, 4];
        Assert.Equal(2, OnnxReader.Load(File(bytes)).Graph.Nodes.Length);
    }

    private static byte[] With(Func<OnnxGraph, OnnxGraph> change, int opset = 13) =>
        OnnxWriter.ToBytes(new OnnxModel(change(SmallModels.Convolution().Graph), opset));

    private string File(byte[] content)
    {
        string path = _folder["model.onnx"];
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private static void Expect(string message, string path)
    {
        var error = Assert.Throws<VideoDynException>(() => OnnxReader.Load(path));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
