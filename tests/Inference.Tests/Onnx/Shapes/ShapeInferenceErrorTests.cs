using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Folding;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Shapes;

public class ShapeInferenceErrorTests
{
    [Fact]
    public void Infer_MissingSize_NamesTheInputAndItsShape()
    {
        var error = Assert.Throws<VideoDynException>(() => ShapeInference.Infer(SmallModels.Convolution()));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains("'x' has the shape 1x3xhxw", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 1, 4, 8, 8 })]
    [InlineData(new long[] { 1, 3, 8 })]
    [InlineData(new long[] { 1, 3, 8, -1 })]
    public void Infer_SizeAgainstTheDeclaration_NamesBoth(long[] shape)
    {
        var error = Assert.Throws<VideoDynException>(() => ShapeInference.Infer(SmallModels.Convolution(), new Dictionary<string, long[]> { ["x"] = shape }));
        Assert.Contains($"[{string.Join(", ", shape)}] does not fit", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("models/yolox_nano_dynamic.onnx")]
    public void Infer_SizeThatIsNoMultipleOfTheStride_SaysWhichJoinFails()
    {
        OnnxModel model = SharedModels.Load("yolox_nano_dynamic.onnx");
        GraphShapes shapes = ShapeInference.Infer(model, new Dictionary<string, long[]> { ["images"] = [1, 3, 416, 400] });

        Assert.Contains("does not join", shapes.Unknown["output"], StringComparison.Ordinal);
        var error = Assert.Throws<VideoDynException>(() => shapes.Require("output"));
        Assert.Contains("Concat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infer_UnknownOperatorAndAllBehindIt_AreListedWithTheFirstReason()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 1, 2);
        builder.Add(new OnnxNode("Fancy", [x], ["fancy"], domain: "com.example"));
        string behind = builder.Node("Relu", ["fancy"]);
        string beside = builder.Node("Relu", [x]);
        builder.Output(behind);
        builder.Output(beside);

        GraphShapes shapes = ShapeInference.Infer(builder.Build());

        Assert.Equal(["Relu_0", "fancy"], shapes.Unknown.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("com.example.Fancy", shapes.Unknown[behind], StringComparison.Ordinal);
        Assert.Equal([1, 2], shapes.Shape(beside)!);
    }

    [Fact]
    public void Infer_ShapeThatDependsOnContent_IsNotGuessed()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 4, 4);
        string picked = builder.Node("NonZero", [x]);
        string reshaped = builder.Node("Reshape", [x, builder.Input("shape", OnnxElementType.Int64, 2)]);
        builder.Output(picked, OnnxElementType.Int64);
        builder.Output(reshaped);

        GraphShapes shapes = ShapeInference.Infer(builder.Build());

        Assert.Contains("depends on the input's content", shapes.Unknown[picked], StringComparison.Ordinal);
        Assert.Contains("depends on the values of 'shape'", shapes.Unknown[reshaped], StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_NodesWithoutInputsOrOutputs_NeverFailOtherwise()
    {
        foreach (string name in OperatorCases.AllNames)
        {
            OnnxModel model = OperatorCases.Model(name);
            OnnxNode node = model.Graph.Nodes[0];
            OnnxNode[] bare = [node.With(outputs: []), node.With(inputs: []), node.With(attributes: []), node.With(inputs: node.Inputs.Select(_ => ""))];
            foreach (OnnxNode changed in bare)
            {
                OnnxModel broken = model.WithGraph(model.Graph.With(nodes: [changed], outputs: []));
                Assert.Single(GraphCost.Of(broken, ShapeInference.Infer(broken)).Operators);
                Assert.Empty(ConstantFolding.Fold(broken).Graph.Nodes);
                Assert.Equal(16, GraphSignature.Of(broken).Fingerprint.Length);
            }
        }
    }

    [Fact]
    public void Infer_AbsurdSize_IsRefused()
    {
        var error = Assert.Throws<VideoDynException>(() =>
            ShapeInference.Infer(SmallModels.Convolution(), new Dictionary<string, long[]> { ["x"] = [1, 3, 1L << 40, 1L << 40] }));
        Assert.Contains("fits in no memory", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever a damaged or hostile model says, the passes answer or refuse in the agreed way.</summary>
    [Fact]
    public void Passes_DamagedModels_NeverFailOtherwise()
    {
        var random = new Random(11);
        int read = 0;
        foreach (string name in OperatorCases.AllNames)
        {
            byte[] original = OnnxWriter.ToBytes(OperatorCases.Model(name));
            for (int trial = 0; trial < 120; trial++)
            {
                byte[] damaged = [.. original];
                for (int change = random.Next(1, 3); change > 0; change--)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                try
                {
                    OnnxModel model = OnnxReader.Parse(damaged, "damaged");
                    read++;
                    GraphSignature.Of(model);
                    ConstantFolding.Fold(model);
                    GraphCost.Of(model, ShapeInference.Infer(model));
                }
                catch (VideoDynException error)
                {
                    Assert.Equal(ErrorKind.Model, error.Kind);
                }
            }
        }

        Assert.True(read > 1000);
    }
}
