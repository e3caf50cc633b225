using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Analysis;

public class ModelHashTests
{
    [Fact]
    public void OfFile_KnownContent_IsItsSha256()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.onnx"], "abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ModelHash.OfFile(folder["model.onnx"]));
    }

    [Fact]
    public void OfFile_Missing_IsAModelError()
    {
        var error = Assert.Throws<VideoDynException>(() => ModelHash.OfFile("no-such-model.onnx"));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains("no-such-model.onnx", error.Message, StringComparison.Ordinal);
    }
}
