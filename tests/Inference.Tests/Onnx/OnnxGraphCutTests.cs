using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx;

public class OnnxGraphCutTests
{
    [SharedDataFact("models/ultraface_rfb_320.onnx")]
    public void Between_TwoHalves_ComputeWhatTheWholeComputes()
    {
        OnnxModel model = SharedModels.Load("ultraface_rfb_320.onnx");
        GraphShapes shapes = ShapeInference.Infer(model);
        string input = model.Graph.Inputs[0].Name;
        string[] outputs = [.. model.Graph.Outputs.Select(output => output.Name)];

        // Every value that is read behind the middle and made before it.
        OnnxNode[] before = [.. model.Graph.Nodes.Take(model.Graph.Nodes.Length / 2)];
        HashSet<string> made = [.. before.SelectMany(node => node.Outputs)];
        string[] cut = [.. model.Graph.Nodes.Skip(before.Length).SelectMany(node => node.Reads).Where(made.Contains).Distinct()];
        Assert.NotEmpty(cut);

        OnnxModel first = OnnxGraphCut.Between(model, [input], cut, shapes);
        OnnxModel second = OnnxGraphCut.Between(model, cut, outputs, shapes);
        var sizes = new Dictionary<string, long[]> { [input] = shapes.Require(input) };
        Dictionary<string, OnnxTensor> expected = Runtime.Run(model, sizes, optimise: false);
        Dictionary<string, OnnxTensor> middle = Runtime.Run(first, sizes, optimise: false);

        // Given back as constants, the middle values need no second way of feeding.
        OnnxModel rest = second.WithGraph(second.Graph.With(
            inputs: [], initializers: second.Graph.Initializers.Concat(cut.Select(name => middle[name].WithName(name)))));
        Dictionary<string, OnnxTensor> actual = Runtime.Run(rest, new Dictionary<string, long[]>(), optimise: false);

        Assert.True(first.Graph.Nodes.Length + second.Graph.Nodes.Length <= model.Graph.Nodes.Length);
        foreach (string output in outputs)
            Assert.True(expected[output].Bytes.Span.SequenceEqual(actual[output].Bytes.Span), output);
    }

    [Fact]
    public void Between_OneOutputOfASplit_IsMadeOnce()
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", 4);
        string[] parts = builder.Nodes("Split", [x], 2, ("axis", 0));
        builder.Output(builder.Node("Add", parts));
        OnnxModel model = builder.Build();

        OnnxModel cut = OnnxGraphCut.Between(model, [parts[0]], [model.Graph.Outputs[0].Name], ShapeInference.Infer(model));

        Assert.Equal([parts[0], "x"], cut.Graph.Inputs.Select(input => input.Name));
        Dictionary<string, OnnxTensor> result = Runtime.Run(cut, new Dictionary<string, long[]> { ["x"] = [4], [parts[0]] = [2] });
        Assert.Equal([2], Assert.Single(result).Value.Dims.ToArray());
    }

    [Fact]
    public void Between_UnknownValue_NamesIt()
    {
        var error = Assert.Throws<VideoDynException>(() => OnnxGraphCut.Between(SmallModels.Convolution(), ["ghost"], []));
        Assert.Contains("'ghost'", error.Message, StringComparison.Ordinal);
    }
}
