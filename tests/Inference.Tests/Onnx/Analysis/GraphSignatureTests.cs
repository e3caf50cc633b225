using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Folding;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Analysis;

public class GraphSignatureTests
{
    [SharedDataFact("models/yolox_nano.onnx", "models/yolox_nano_dynamic.onnx")]
    public void Of_FixedAndDynamicExport_AreEqual()
    {
        GraphSignature expected = GraphSignature.Of(SharedModels.Load("yolox_nano.onnx"));

        Assert.Equal(expected, GraphSignature.Of(SharedModels.Load("yolox_nano_dynamic.onnx")));
        Assert.Matches("^[0-9a-f]{16}$", expected.Fingerprint);
        Assert.EndsWith(" Float32/4/3 -> Float32/3/85", expected.ToString(), StringComparison.Ordinal);
    }

    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Of_RenamedShuffledAndFoldedCopies_AreEqual(string name)
    {
        OnnxModel model = SharedModels.Load(name);
        GraphSignature expected = GraphSignature.Of(model);
        OnnxGraph graph = model.Graph;

        Assert.Equal(expected, GraphSignature.Of(model.WithGraph(graph.With(outputs: graph.Outputs.Reverse()))));
        Assert.Equal(expected, GraphSignature.Of(model.WithGraph(Renaming.Everything(graph))));
        Assert.Equal(expected.Fingerprint, GraphSignature.Of(ConstantFolding.Fold(model)).Fingerprint);
        Assert.Equal(expected, GraphSignature.Of(model.WithGraph(graph.With(nodes: OtherOrder(graph)))));
    }

    [SharedDataFact("models/yolox_nano.onnx")]
    public void Of_EveryModel_DiffersFromTheOthers()
    {
        // Two exports are one network each with another type or size.
        string[] fingerprints = [.. SharedModels.Names.Select(name => GraphSignature.Of(SharedModels.Load(name)).Fingerprint)];
        Assert.Equal(fingerprints.Length - 2, fingerprints.Distinct().Count());
    }

    [Theory]
    [InlineData("channels")]
    [InlineData("stride")]
    [InlineData("activation")]
    [InlineData("group")]
    public void Of_OtherNetwork_Differs(string change)
    {
        GraphSignature expected = GraphSignature.Of(Network(""));
        Assert.Equal(expected, GraphSignature.Of(Network("other names")));
        Assert.NotEqual(expected.Fingerprint, GraphSignature.Of(Network(change)).Fingerprint);
    }

    private static OnnxModel Network(string change)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input(change == "other names" ? "y" : "x", 1, 4, "h", "w");
        long outputs = change == "channels" ? 6 : 8;
        long group = change == "group" ? 2 : 1;
        string w = builder.Initializer<float>([outputs, 4 / group, 3, 3], new float[outputs * 4 / group * 9]);
        long stride = change == "stride" ? 2 : 1;
        string conv = builder.Node("Conv", [x, w], ("strides", new[] { stride, stride }), ("group", group));
        builder.Output(builder.Node(change == "activation" ? "Sigmoid" : "Relu", [conv]));
        return builder.Build();
    }

    /// <summary>Another valid order of the nodes: by depth, and backwards within one.</summary>
    private static IEnumerable<OnnxNode> OtherOrder(OnnxGraph graph)
    {
        var depth = new Dictionary<OnnxNode, int>();
        foreach (OnnxNode node in graph.Nodes)
            depth[node] = 1 + node.Reads.Select(graph.Producer).Select(producer => producer is null ? 0 : depth[producer]).DefaultIfEmpty().Max();
        return graph.Nodes.Reverse().OrderBy(node => depth[node]);
    }
}
