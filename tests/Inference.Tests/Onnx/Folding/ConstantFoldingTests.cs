using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Folding;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Folding;

public class ConstantFoldingTests
{
    /// <summary>Operators that must be gone once sizes are known.</summary>
    private static readonly string[] s_gone = ["Constant", "Shape", "Identity", "Dropout", "Size", "ConstantOfShape"];

    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Fold_AtConcreteSizes_GivesTheSameOutputsWithoutShapeChains(string name)
    {
        OnnxModel model = SharedModels.Load(name);
        foreach (Dictionary<string, long[]> sizes in SharedModels.Trials(name, model))
        {
            OnnxModel folded = ConstantFolding.Fold(model, sizes);

            if (!name.StartsWith("silero", StringComparison.Ordinal))
                Assert.DoesNotContain(folded.Graph.Nodes, node => s_gone.Contains(node.OpType));
            Assert.True(folded.Graph.Nodes.Length <= model.Graph.Nodes.Length);
            AssertSame(Runtime.Run(model, sizes, optimise: false), Runtime.Run(folded, sizes, optimise: false));
        }
    }

    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Fold_WithoutSizes_StaysValidForEverySize(string name)
    {
        OnnxModel model = SharedModels.Load(name);
        OnnxModel folded = ConstantFolding.Fold(model);

        Assert.DoesNotContain(folded.Graph.Nodes, node => node.Is("Constant"));
        foreach (Dictionary<string, long[]> sizes in SharedModels.Trials(name, model))
            AssertSame(Runtime.Run(model, sizes, optimise: false), Runtime.Run(folded, sizes, optimise: false));
    }

    [Fact]
    public void Fold_ShapeChain_LeavesOneReshapeWithAConstant()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", "n", 3, "h", "w");
        string index = builder.Initializer<long>([], 0);
        string batch = builder.Node("Unsqueeze", [builder.Node("Gather", [builder.Node("Shape", [x]), index]), builder.Initializer<long>([1], 0)]);
        string shape = builder.Node("Concat", [batch, builder.Initializer<long>([1], -1)], ("axis", 0));
        builder.Output(builder.Node("Reshape", [x, shape]));

        OnnxModel folded = ConstantFolding.Fold(builder.Build(), new Dictionary<string, long[]> { ["x"] = [2, 3, 4, 5] });

        OnnxNode reshape = Assert.Single(folded.Graph.Nodes);
        Assert.Equal("Reshape", reshape.OpType);
        Assert.Equal([2, -1], Assert.Single(folded.Graph.Initializers).ToInt64s());
        Assert.Equal("2x60", folded.Graph.Outputs[0].Shape!.ToString());
    }

    [Fact]
    public void Fold_ChainsOfIdentity_KeepTheNamesOfInputsAndOutputs()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 2, 3);
        string relu = builder.Node("Relu", [builder.Node("Identity", [builder.Node("Dropout", [x])])]);
        builder.Add(new OnnxNode("Identity", [builder.Node("Identity", [relu])], ["first"]));
        builder.Add(new OnnxNode("Identity", [relu], ["second"]));
        builder.Add(new OnnxNode("Identity", [x], ["third"]));
        foreach (string output in (string[])["first", "second", "third"])
            builder.Output(output);
        OnnxModel model = builder.Build();

        OnnxModel folded = ConstantFolding.Fold(model);

        // Two outputs with the same content need one copy, and an output that is an input needs one too.
        Assert.Equal(["Identity", "Identity", "Relu"], folded.Graph.Nodes.Select(node => node.OpType).Order());
        var sizes = new Dictionary<string, long[]> { ["x"] = [2, 3] };
        AssertSame(Runtime.Run(model, sizes), Runtime.Run(folded, sizes));
    }

    [Fact]
    public void Fold_ValueReadInsideABranch_KeepsItsName()
    {
        OnnxGraph Branch(string opType) => new(
            opType, [new OnnxNode(opType, ["same"], ["out"])], [], [new OnnxValue("out", OnnxElementType.Float32, new OnnxShape(2))]);
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 2);
        string flag = builder.Input("flag", OnnxElementType.Bool);
        builder.Add(new OnnxNode("Identity", [x], ["same"]));
        builder.Output(builder.Node("If", [flag], ("then_branch", Branch("Neg")), ("else_branch", Branch("Exp"))));
        OnnxModel model = builder.Build();

        OnnxModel folded = ConstantFolding.Fold(model);

        var sizes = new Dictionary<string, long[]> { ["x"] = [2], ["flag"] = [] };
        AssertSame(Runtime.Run(model, sizes), Runtime.Run(folded, sizes));
    }

    private static void AssertSame(Dictionary<string, OnnxTensor> expected, Dictionary<string, OnnxTensor> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach ((string name, OnnxTensor tensor) in expected)
        {
            Assert.Equal(tensor.Dims.ToArray(), actual[name].Dims.ToArray());

            // The runtime computes halves in single precision and rounds where nodes meet, so fewer nodes round less.
            if (tensor.ElementType == OnnxElementType.Float16)
                Assert.All(tensor.ToFloats().Zip(actual[name].ToFloats()), pair => Assert.Equal(pair.First, pair.Second, 2e-3 * Math.Max(1e-2, pair.First)));
            else
                Assert.True(tensor.Bytes.Span.SequenceEqual(actual[name].Bytes.Span), name);
        }
    }
}
