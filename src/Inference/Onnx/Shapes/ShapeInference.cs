using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Evaluation;

namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>
/// Finds the concrete shape of every value of a graph for given input shapes, after the operator definitions of the ONNX
/// standard. Shapes computed inside the graph (Shape, Gather, Concat, Reshape and the like) are followed by evaluating
/// small constants. What cannot be known is listed with the reason and never guessed: unknown operators, control flow,
/// and shapes that depend on the content of inputs.
/// </summary>
public static class ShapeInference
{
    /// <summary>Constants up to so many elements are evaluated while following shapes; real shape chains stay far below.</summary>
    private const long MaxElements = 4096;

    /// <summary>Infers shapes of a model whose inputs all have fixed shapes.</summary>
    /// <exception cref="VideoDynException">An input has a shape known only at run time (kind Model).</exception>
    public static GraphShapes Infer(OnnxModel model) => Infer(model, new Dictionary<string, long[]>());

    /// <summary>Infers shapes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputShapes">Concrete shapes by input name; inputs of fixed shape may be left out.</param>
    /// <exception cref="VideoDynException">A needed shape is missing or contradicts the declaration (kind Model).</exception>
    public static GraphShapes Infer(OnnxModel model, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        return Infer(model, input => new ValueFact(input.ElementType, InputShapes.Resolve(input, inputShapes), null, null), MaxElements);
    }

    /// <summary>Infers shapes from what is known about each input, evaluating constants up to a number of elements.</summary>
    internal static GraphShapes Infer(OnnxModel model, Func<OnnxValue, ValueFact> inputs, long maxElements)
    {
        ArgumentNullException.ThrowIfNull(model);
        var facts = new Dictionary<string, ValueFact>();
        foreach (OnnxTensor initializer in model.Graph.Initializers)
            facts[initializer.Name] = ValueFact.Of(initializer);
        foreach (OnnxValue input in model.Graph.Inputs)
            facts[input.Name] = inputs(input);
        foreach (OnnxNode node in model.Graph.Nodes)
            Infer(node, model.Opset, facts, maxElements);
        return new GraphShapes(facts);
    }

    private static void Infer(OnnxNode node, int opset, Dictionary<string, ValueFact> facts, long maxElements)
    {
        var known = new NodeFacts(node, opset, [.. node.Inputs.Select(input => input.Length > 0 ? facts.GetValueOrDefault(input) : null)]);
        string reason = Apply(node, known, maxElements);
        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length > 0)
                facts[node.Outputs[i]] = known.Outputs[i] ?? ValueFact.Unknown(reason);
        }
    }

    /// <returns>Why outputs that the rule did not state are unknown.</returns>
    private static string Apply(OnnxNode node, NodeFacts known, long maxElements)
    {
        if (node.Outputs.IsEmpty)
            return "";
        if (!node.Subgraphs.IsEmpty)
            return $"{node} is control flow";
        if (node.Domain.Length > 0 || !ShapeRules.TryGet(node.OpType, out ShapeRule? rule))
            return $"{node} is an operator that shape inference does not know";
        try
        {
            rule(known);
            ConstantEvaluator.FillConstants(known, maxElements);
            return $"{node}: the output is not defined";
        }
        catch (ShapeUnknownException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is VideoDynException or OverflowException)
        {
            // Attributes of the wrong kind, constants of the wrong type, sizes beyond 64 bits.
            return $"{node}: {error.Message}";
        }
    }
}
