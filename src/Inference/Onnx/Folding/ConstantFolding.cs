using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Folding;

/// <summary>
/// Makes a graph smaller without changing what it computes: constant subgraphs and shape chains become initializers,
/// Identity and Dropout vanish, and so does everything that no output needs. Branches and loop bodies stay as they are.
/// </summary>
public static class ConstantFolding
{
    /// <summary>Larger results stay computed: they would bloat the model more than they save.</summary>
    private const long MaxElements = 1 << 24;

    /// <summary>Folds what does not depend on sizes known only at run time. Initializers are no overridable defaults any more.</summary>
    public static OnnxModel Fold(OnnxModel model) => Fold(model, input => input.Shape?.ToConcrete() is { } shape
        ? new ValueFact(input.ElementType, shape, null, null)
        : ValueFact.Unknown($"the shape of input '{input.Name}' is known only at run time", input.ElementType));

    /// <summary>Folds for one input size. The result declares concrete shapes and is valid for this size alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputShapes">Concrete shapes by input name; inputs of fixed shape may be left out.</param>
    /// <exception cref="VideoDynException">A needed shape is missing or contradicts the declaration (kind Model).</exception>
    public static OnnxModel Fold(OnnxModel model, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        return Fold(model, input => new ValueFact(input.ElementType, InputShapes.Resolve(input, inputShapes), null, null));
    }

    private static OnnxModel Fold(OnnxModel model, Func<OnnxValue, ValueFact> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        GraphShapes shapes = ShapeInference.Infer(model, inputs, MaxElements);
        OnnxGraph graph = UseConstants(model.Graph, shapes);
        graph = PassThroughRemoval.Run(graph);
        graph = DeadNodeRemoval.Run(graph);
        return model.WithGraph(Declare(graph, shapes));
    }

    /// <summary>Turns every constant value into an initializer and drops the nodes that made nothing else.</summary>
    private static OnnxGraph UseConstants(OnnxGraph graph, GraphShapes shapes)
    {
        List<OnnxNode> kept = [.. graph.Nodes.Where(node => node.Outputs.Any(output => output.Length > 0 && shapes.Constant(output) is null))];
        HashSet<string> made = [.. kept.SelectMany(node => node.Outputs)];
        IEnumerable<OnnxTensor> constants = graph.Nodes.SelectMany(node => node.Outputs)
            .Where(output => output.Length > 0 && !made.Contains(output))
            .Select(output => shapes.Constant(output)!.WithName(output));
        return graph.With(nodes: kept, inputs: graph.Inputs, initializers: graph.Initializers.Concat(constants));
    }

    /// <summary>States the shapes that were found, also for intermediate values.</summary>
    private static OnnxGraph Declare(OnnxGraph graph, GraphShapes shapes)
    {
        return graph.With(
            inputs: graph.Inputs.Select(Known),
            outputs: graph.Outputs.Select(Known),
            values: graph.Nodes.SelectMany(node => node.Outputs)
                .Where(output => output.Length > 0 && !graph.IsOutput(output) && shapes.Shape(output) is not null)
                .Select(output => new OnnxValue(output, shapes[output].ElementType, OnnxShape.Of(shapes.Shape(output)!))));

        OnnxValue Known(OnnxValue value) => shapes.Shape(value.Name) is { } shape
            ? new OnnxValue(value.Name, shapes[value.Name].ElementType, OnnxShape.Of(shape))
            : value;
    }
}
