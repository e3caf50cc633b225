using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>The part of a model behind the engine, as a model of its own.</summary>
internal static class RestModel
{
    /// <summary>Builds it.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="shapes">Its shapes and constants.</param>
    /// <param name="rest">Nodes that the engine does not run.</param>
    /// <param name="made">Values that the engine makes, with their shapes.</param>
    /// <returns>The model; null when nothing that the outputs need is left.</returns>
    public static OnnxModel? Build(OnnxModel model, GraphShapes shapes, IEnumerable<OnnxNode> rest, IReadOnlyDictionary<string, long[]> made)
    {
        OnnxGraph graph = model.Graph;
        var wanted = graph.Outputs.Where(output => !made.ContainsKey(output.Name)).ToList();
        var needed = new HashSet<string>(wanted.Select(output => output.Name));
        var nodes = new List<OnnxNode>();
        foreach (OnnxNode node in rest.Reverse().Where(node => node.Outputs.Any(needed.Contains)))
        {
            nodes.Add(node);
            needed.UnionWith(node.Reads);
        }

        if (wanted.Count == 0)
            return null;
        var own = nodes.SelectMany(node => node.Outputs).ToHashSet();
        var inputs = new List<OnnxValue>();
        var constants = new List<OnnxTensor>();
        foreach (string name in needed.Where(name => !own.Contains(name)))
        {
            if (graph.Initializer(name) is { } initializer)
                constants.Add(initializer);
            else if (shapes.Constant(name) is { } constant)
                constants.Add(constant.WithName(name));
            else if (made.TryGetValue(name, out long[]? shape))
                inputs.Add(new OnnxValue(name, OnnxElementType.Float32, OnnxShape.Of(shape)));
            else if (graph.Inputs.FirstOrDefault(input => input.Name == name) is { } input)
                inputs.Add(new OnnxValue(name, input.ElementType, OnnxShape.Of(shapes.Require(name))));
        }

        nodes.Reverse();
        return model.WithGraph(new OnnxGraph(graph.Name + " (rest)", nodes, inputs, wanted, constants));
    }
}
