using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx.Shapes;

public class ShapeInferenceSharedModelTests
{
    /// <summary>Values that depend on control flow; every other value of every model must be known.</summary>
    private static readonly string[] s_incomplete = ["silero_vad_if_lstm.onnx"];

    [SharedDataTheory(SharedModels.Needed)]
    [MemberData(nameof(SharedModels.All), MemberType = typeof(SharedModels))]
    public void Infer_EveryIntermediateValue_EqualsWhatTheRuntimeMakes(string name)
    {
        OnnxModel model = SharedModels.Load(name);
        foreach (Dictionary<string, long[]> sizes in SharedModels.Trials(name, model))
        {
            GraphShapes shapes = ShapeInference.Infer(model, sizes);
            Dictionary<string, OnnxTensor> actual = Runtime.Run(WithEveryValueExposed(model), sizes, optimise: false);

            Assert.NotEmpty(actual);
            foreach ((string value, OnnxTensor tensor) in actual)
            {
                ValueFact fact = shapes[value];
                if (fact.Shape is null && s_incomplete.Contains(name))
                    continue;
                Assert.True(fact.Shape is not null, $"{value}: {fact.Reason}");
                Assert.Equal($"{value} {tensor.ElementType} {string.Join('x', tensor.Dims)}", $"{value} {fact.ElementType} {string.Join('x', fact.Shape)}");
                if (fact.Constant is { } constant)
                    Assert.Equal(tensor.ToDoubles(), constant.ToDoubles());
            }
        }
    }

    [SharedDataFact("models/silero_vad_if_lstm.onnx")]
    public void Infer_ControlFlow_IsListedWithTheReasonAndNotGuessed()
    {
        OnnxModel model = SharedModels.Load("silero_vad_if_lstm.onnx");
        GraphShapes shapes = ShapeInference.Infer(model, SharedModels.Trials("silero_vad_if_lstm.onnx", model).First());

        Assert.False(shapes.IsComplete);
        OnnxNode branch = model.Graph.Nodes.First(node => node.Is("If"));
        Assert.All(branch.Outputs, output => Assert.Contains("control flow", shapes.Unknown[output], StringComparison.Ordinal));
    }

    private static OnnxModel WithEveryValueExposed(OnnxModel model)
    {
        OnnxGraph graph = model.Graph;
        IEnumerable<OnnxValue> hidden = graph.Nodes.SelectMany(node => node.Outputs)
            .Where(output => output.Length > 0 && !graph.IsOutput(output))
            .Select(output => new OnnxValue(output, OnnxElementType.Undefined, null));
        return model.WithGraph(graph.With(outputs: graph.Outputs.Concat(hidden)));
    }
}
