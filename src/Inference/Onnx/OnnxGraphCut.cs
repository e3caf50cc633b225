using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx;

/// <summary>Cuts a part out of a model, so that it can run by itself.</summary>
public static class OnnxGraphCut
{
    /// <summary>The part of a model that computes some values from others.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Values that the part is given. Inputs of the model that it needs beside them stay inputs.</param>
    /// <param name="outputs">Values that the part makes, in the order of its outputs.</param>
    /// <param name="shapes">Shapes to declare at the cut; null to take what the model declares.</param>
    /// <exception cref="VideoDynException">There is no such value, or the type at the cut is not known (kind Model).</exception>
    public static OnnxModel Between(OnnxModel model, IEnumerable<string> inputs, IEnumerable<string> outputs, GraphShapes? shapes = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        OnnxGraph graph = model.Graph;
        string[] given = [.. inputs];
        string[] made = [.. outputs];
        foreach (string name in given.Concat(made))
        {
            if (graph.Producer(name) is null && graph.Initializer(name) is null && graph.Inputs.All(input => input.Name != name))
                throw VideoDynException.Model($"the graph of '{model.Source}' has no value '{name}' to cut at");
        }

        HashSet<string> needed = [.. made];
        List<OnnxNode> nodes = [];
        foreach (OnnxNode node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(output => needed.Contains(output) && !given.Contains(output))))
        {
            nodes.Add(node);
            needed.UnionWith(node.Reads);
        }

        nodes.Reverse();
        IEnumerable<OnnxValue> kept = graph.Inputs.Where(input => needed.Contains(input.Name) && !given.Contains(input.Name));
        return model.WithGraph(new OnnxGraph(
            graph.Name, DetachCutValues(nodes, given), [.. given.Select(Declare), .. kept], made.Select(Declare),
            graph.Initializers.Where(initializer => needed.Contains(initializer.Name) && !given.Contains(initializer.Name)),
            graph.Values.Where(value => needed.Contains(value.Name) && !given.Contains(value.Name) && !made.Contains(value.Name))));

        OnnxValue Declare(string name)
        {
            if (shapes?.Shape(name) is { } shape)
                return new OnnxValue(name, shapes[name].ElementType, OnnxShape.Of(shape));
            return graph.Declaration(name) ?? throw VideoDynException.Model(
                $"the type of value '{name}' of '{model.Source}' is not known: infer shapes before cutting there");
        }
    }

    /// <summary>A node that makes a value at the cut and another one that is still needed must not make the first one again.</summary>
    private static IEnumerable<OnnxNode> DetachCutValues(IEnumerable<OnnxNode> nodes, string[] given) =>
        nodes.Select(node => node.Outputs.Any(given.Contains)
            ? node.With(outputs: node.Outputs.Select(output => given.Contains(output) ? output + "/cut" : output))
            : node);
}
