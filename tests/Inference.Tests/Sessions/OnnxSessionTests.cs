using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Sessions;

public sealed class OnnxSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_ReadsInputMemoryAndWritesOutputMemoryInPlace(int threads)
    {
        using OnnxSession session = OnnxSession.Open(Save("double", Doubling(OnnxElementType.Float32)), new OnnxSessionSettings { Threads = threads });
        using OnnxBinding binding = session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 5] });
        for (int run = 1; run <= 3; run++)
        {
            Span<float> input = binding.Inputs[0].As<float>();
            for (int index = 0; index < input.Length; index++)
                input[index] = run * index;
            binding.Run();
            Assert.Equal([0f, 2 * run, 4 * run, 6 * run, 8 * run], binding.Outputs[0].As<float>().ToArray());
        }

        Assert.Equal([1, 5], binding.Outputs[0].Shape.ToArray());
    }

    [Fact]
    public unsafe void Bind_MemoryStartsOnACacheLine()
    {
        using OnnxSession session = OnnxSession.Open(Save("double", Doubling(OnnxElementType.Float32)), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 5] });
        foreach (BoundTensor tensor in binding.Inputs.Concat(binding.Outputs))
        {
            fixed (byte* data = tensor.Bytes)
                Assert.Equal(0, (nint)data % 64);
        }
    }

    [Fact]
    public void Run_Float16_KeepsTheElementType()
    {
        using OnnxSession session = OnnxSession.Open(Save("half", Doubling(OnnxElementType.Float16)), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 2] });
        binding.Inputs[0].As<Half>()[1] = (Half)1.5f;
        binding.Run();
        Assert.Equal((Half)3f, binding.Outputs[0].As<Half>()[1]);
        Assert.Throws<InvalidOperationException>(() => binding.Outputs[0].As<float>().Length);
    }

    [Fact]
    public void Run_UInt8_KeepsTheElementType()
    {
        var builder = new OnnxGraphBuilder();
        builder.Output(builder.Node("Cast", [builder.Input("x", OnnxElementType.UInt8, 1, 3)], ("to", 1)));
        using OnnxSession session = OnnxSession.Open(Save("bytes", builder.Build()), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind();
        new byte[] { 0, 128, 255 }.CopyTo(binding.Inputs[0].Bytes);
        binding.Run();
        Assert.Equal([0f, 128f, 255f], binding.Outputs[0].As<float>().ToArray());
    }

    [Fact]
    public void Run_SteadyState_AllocatesNothing()
    {
        using OnnxSession session = OnnxSession.Open(Save("double", Doubling(OnnxElementType.Float32)), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 5] });
        Assert.Equal(0, Allocations.PerRound(binding.Run, calls: 100));
    }

    [Fact]
    public void Run_OutputSizedByContent_FollowsTheContent()
    {
        var builder = new OnnxGraphBuilder();
        builder.Output(builder.Node("NonZero", [builder.Input("x", 6)]), OnnxElementType.Int64, "axes", "found");
        using OnnxSession session = OnnxSession.Open(Save("found", builder.Build()), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind(outputsMayVary: true);
        Assert.Equal(0, binding.Outputs[0].Length);
        binding.Inputs[0].As<float>()[4] = 1;
        binding.Inputs[0].As<float>()[2] = 1;
        binding.Run();
        Assert.Equal([1, 2], binding.Outputs[0].Shape.ToArray());
        Assert.Equal([2L, 4L], binding.Outputs[0].As<long>().ToArray());
    }

    [Fact]
    public void Bind_OpenSizeWithoutValue_NamesTheInput()
    {
        using OnnxSession session = OnnxSession.Open(Save("double", Doubling(OnnxElementType.Float32)), new OnnxSessionSettings());
        Assert.Equal("model 'double.onnx': input 'x' is float32[1, n], so its size must be given", MessageOf(() => session.Bind()));
        Assert.Equal(
            "model 'double.onnx': input 'x' is float32[1, n], which a tensor [2, 5] does not fit",
            MessageOf(() => session.Bind(new Dictionary<string, long[]> { ["x"] = [2, 5] })));
        Assert.Equal(
            "model 'double.onnx': has no input 'y'; found 'x'",
            MessageOf(() => session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 5], ["y"] = [1] })));
    }

    [Fact]
    public void Open_MissingFile_SaysSo() =>
        Assert.Equal($"model '{_folder["none.onnx"]}': no such file", MessageOf(() => Open(_folder["none.onnx"])));

    [Fact]
    public void Open_Folder_SaysSo() =>
        Assert.Equal($"model '{_folder.Path}': is a folder; expected an ONNX file", MessageOf(() => Open(_folder.Path)));

    [Fact]
    public void Open_EmptyFile_SaysSo() => Assert.Equal("model 'empty.onnx': the file is empty; expected an ONNX model", MessageOf(() => Open(Bytes("empty.onnx", []))));

    [Fact]
    public void Open_NotOnnx_SaysSo() => Assert.Equal(
        "model 'notes.onnx': not an ONNX model; expected a file written by an ONNX exporter",
        MessageOf(() => Open(Bytes("notes.onnx", "once upon a time, there was no graph"u8.ToArray()))));

    [Fact]
    public void Open_OpsetFromTheFuture_NamesBothVersions()
    {
        string path = Save("future", Doubling(OnnxElementType.Float32, opset: 99));
        Assert.Matches(
            @"^model 'future\.onnx': operator set 99 of domain 'ai\.onnx' is not supported; expected at most \d+: export the model with a lower opset version$",
            MessageOf(() => Open(path)));
    }

    [Fact]
    public void Open_UnknownOperator_NamesItWithoutSourcePositions()
    {
        var builder = new OnnxGraphBuilder();
        builder.Output(builder.Node("Frobnicate", [builder.Input("x", 1)]));
        string message = MessageOf(() => Open(Save("odd", builder.Build())));
        Assert.StartsWith("model 'odd.onnx': ONNX Runtime cannot load it: ", message, StringComparison.Ordinal);
        Assert.Contains("Frobnicate", message, StringComparison.Ordinal);
        Assert.DoesNotContain(".cc:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("ErrorCode", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_RunFails_NamesTheModel()
    {
        var builder = new OnnxGraphBuilder();
        string shape = builder.Initializer<long>([2], 7, 7);
        builder.Output(builder.Node("Reshape", [builder.Input("x", 1, "n"), shape]));
        using OnnxSession session = Open(Save("reshape", builder.Build()));
        string message = MessageOf(() => session.Bind(new Dictionary<string, long[]> { ["x"] = [1, 5] }));
        Assert.StartsWith("model 'reshape.onnx': ONNX Runtime failed while running it: ", message, StringComparison.Ordinal);
    }

    private static OnnxSession Open(string path) => OnnxSession.Open(path, new OnnxSessionSettings());

    private static string MessageOf(Func<object> action)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(action);
        Assert.Equal(ErrorKind.Model, error.Kind);
        return error.Message;
    }

    private static OnnxModel Doubling(OnnxElementType type, int opset = 13)
    {
        var builder = new OnnxGraphBuilder(opset: opset);
        string x = builder.Input("x", type, 1, "n");
        builder.Output(builder.Node("Add", [x, x]), type, 1, "n");
        return builder.Build();
    }

    private string Save(string name, OnnxModel model)
    {
        OnnxWriter.Save(model, _folder[name + ".onnx"]);
        return _folder[name + ".onnx"];
    }

    private string Bytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
