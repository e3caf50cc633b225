using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx;

public class OnnxGraphTests
{
    [Fact]
    public void Nodes_OutOfOrder_AreSortedWithAsLittleMovementAsNeeded()
    {
        var x = new OnnxValue("x", OnnxElementType.Float32, new OnnxShape(1));
        OnnxNode late = new("Add", ["a", "b"], ["c"]);
        OnnxNode a = new("Relu", ["x"], ["a"]);
        OnnxNode free = new("Neg", ["x"], ["free"]);
        OnnxNode b = new("Exp", ["a"], ["b"]);

        var graph = new OnnxGraph("g", [late, a, free, b], [x], []);

        Assert.Equal([a, free, b, late], graph.Nodes.ToArray());
        Assert.Equal([free, a, b, late], new OnnxGraph("g", [free, a, b, late], [x], []).Nodes.ToArray());
    }

    [Fact]
    public void Lookups_ProducersConsumersAndInputs_AreFound()
    {
        OnnxGraph branch = new OnnxGraphBuilder("branch").Add(new OnnxNode("Neg", ["a"], ["n"])).BuildGraph();
        OnnxNode first = new("Conv", ["x", "w"], ["a"]);
        OnnxNode second = new("If", ["flag"], ["b"], [("then_branch", branch)]);
        var graph = new OnnxGraph(
            "g", [first, second],
            [new OnnxValue("x", OnnxElementType.Float32, null), new OnnxValue("w", OnnxElementType.Float32, null), new OnnxValue("flag", OnnxElementType.Bool, null)],
            [new OnnxValue("b", OnnxElementType.Float32, null)],
            [OnnxTensor.Of<float>("w", [1, 1, 1, 1], 2f)]);

        Assert.Equal(["x", "flag"], graph.Inputs.Select(input => input.Name));
        Assert.Equal(3, graph.DeclaredInputs.Length);
        Assert.Same(first, graph.Producer("a"));
        Assert.Null(graph.Producer("x"));
        Assert.Equal([second], graph.Consumers("a").ToArray());
        Assert.Empty(graph.Consumers("b"));
        Assert.Equal(2f, graph.Initializer("w")!.ToFloats()[0]);
        Assert.True(graph.IsOutput("b"));
        Assert.False(graph.IsOutput("a"));
        Assert.Empty(graph.CapturedNames);
        Assert.Equal(["a"], branch.CapturedNames.ToArray());
    }

    [Fact]
    public void Builder_FreshNames_NeverMeetGivenOnes()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("Relu_0", 1, 2);
        builder.Add(new OnnxNode("Neg", [x], ["Relu_1"]));
        builder.Output(builder.Node("Relu", ["Relu_1"]));
        Assert.Equal(2, builder.Build().Graph.Nodes.Length);
    }
}
