using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx;

public class OnnxRoundTripTests
{
    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Write_SharedModel_RunsWithBitEqualOutputs(string name)
    {
        OnnxModel model = SharedModels.Load(name);
        Dictionary<string, long[]> shapes = SharedModels.Trials(name, model).First();

        Dictionary<string, OnnxTensor> expected = Runtime.Run(File.ReadAllBytes(SharedModels.PathOf(name)), shapes, model.Graph.Inputs);
        Dictionary<string, OnnxTensor> actual = Runtime.Run(OnnxWriter.ToBytes(model), shapes, model.Graph.Inputs);

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach ((string output, OnnxTensor tensor) in expected)
        {
            Assert.Equal(tensor.Dims.ToArray(), actual[output].Dims.ToArray());
            Assert.True(tensor.Bytes.Span.SequenceEqual(actual[output].Bytes.Span), output);
        }
    }

    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Write_ReadBack_GivesTheSameBytesAgain(string name)
    {
        byte[] once = OnnxWriter.ToBytes(SharedModels.Load(name));
        byte[] twice = OnnxWriter.ToBytes(OnnxReader.Parse(once, name));

        Assert.True(once.AsSpan().SequenceEqual(twice));
    }

    [Fact]
    public void Write_EveryAttributeKind_ReadsBackEqual()
    {
        OnnxGraph branch = new OnnxGraphBuilder("branch").Add(new OnnxNode("Identity", ["outer"], ["inner"])).BuildGraph();
        var node = new OnnxNode(
            "Custom", ["x", "", "y"], ["a", "", "b"],
            [
                ("int", -5), ("float", 1.5f), ("string", "größer"), ("ints", new long[] { -1, long.MaxValue, 0 }), ("floats", new[] { -0f, 3e38f }),
                OnnxAttribute.Of("strings", ["a", "", "c"]), ("tensor", OnnxTensor.Of<float>("t", [2], 1, 2)), ("graph", branch),
                OnnxAttribute.Of("tensors", [OnnxTensor.Scalar(7L)]), OnnxAttribute.Of("graphs", [branch, branch]),
                OnnxAttribute.Of("none", ReadOnlySpan<long>.Empty),
            ],
            "name", "com.example");
        var graph = new OnnxGraph(
            "g", [node],
            [new OnnxValue("x", OnnxElementType.Float16, new OnnxShape(1, "n", OnnxDim.Unknown)), new OnnxValue("y", OnnxElementType.Int8, new OnnxShape())],
            [new OnnxValue("a", OnnxElementType.Float32, null)],
            [new OnnxTensor("outer", [2], ["one"u8.ToArray(), "two"u8.ToArray()])],
            [new OnnxValue("b", OnnxElementType.Bool, new OnnxShape(0))]);
        var model = new OnnxModel(graph, new Dictionary<string, long> { [""] = 13, ["com.example"] = 2 }.ToSorted())
        {
            ProducerName = "p",
            ProducerVersion = "1",
            Domain = "d",
            ModelVersion = 3,
            Description = "text",
            Metadata = new Dictionary<string, string> { ["names"] = "{0: 'person'}" }.ToSorted(),
        };

        OnnxModel read = OnnxReader.Parse(OnnxWriter.ToBytes(model), "memory");

        OnnxNode copy = Assert.Single(read.Graph.Nodes);
        Assert.Equal(("com.example.Custom 'name'", 13, 3L), (copy.ToString(), read.Opset, read.ModelVersion));
        Assert.Equal(["x", "", "y"], copy.Inputs.ToArray());
        Assert.Equal(["a", "", "b"], copy.Outputs.ToArray());
        Assert.Equal(["outer"], copy.CapturedInputs.ToArray());
        Assert.Equal((-5L, 1.5f, "größer"), (copy.Int("int", 0), copy.Float("float", 0), copy.String("string", "")));
        Assert.Equal([-1, long.MaxValue, 0], copy.Ints("ints")!);
        Assert.Equal([-0f, 3e38f], copy.Attribute("floats")!.Floats.ToArray());
        Assert.Equal(3, copy.Attribute("strings")!.Strings.Length);
        Assert.Equal([1f, 2f], copy.Attribute("tensor")!.Tensor.ToFloats());
        Assert.Equal(7L, copy.Attribute("tensors")!.Tensors[0].ToInt64s()[0]);
        Assert.Equal(2, copy.Attribute("graphs")!.Graphs.Length);
        Assert.Empty(copy.Ints("none")!);
        Assert.Equal("1xnx?", read.Graph.Inputs[0].Shape!.ToString());
        Assert.Equal(["one"u8.ToArray(), "two"u8.ToArray()], read.Graph.Initializer("outer")!.Strings.Select(text => text.ToArray()));
        Assert.Equal("{0: 'person'}", read.Metadata["names"]);
        Assert.Equal("text", read.Description);
        Assert.True(OnnxWriter.ToBytes(model).AsSpan().SequenceEqual(OnnxWriter.ToBytes(read)));
    }

    [Fact]
    public void Save_IntoMissingFolder_IsAnOutputError()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<Core.Errors.VideoDynException>(() => OnnxWriter.Save(SmallModels.Convolution(), folder["no/such/model.onnx"]));
        Assert.Equal(Core.Errors.ErrorKind.Output, error.Kind);
        Assert.Contains("no/such/model.onnx", error.Message, StringComparison.Ordinal);
    }
}
