using System.Collections.Frozen;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Computes one output of a node whose inputs are all constant; null when the case is not supported.</summary>
internal delegate OnnxTensor? Evaluation(NodeFacts node);

/// <summary>
/// A small reference evaluator for the operators that shape chains and constant subgraphs are made of. Plain and exact
/// rather than fast: it runs once per model.
/// </summary>
internal static class ConstantEvaluator
{
    private static readonly FrozenDictionary<string, Evaluation> s_views = Views.All.ToFrozenDictionary(pair => pair.Name, pair => pair.Run);

    private static readonly FrozenDictionary<string, Evaluation> s_functions =
        Movement.All.Concat(Arithmetic.All).Concat(UnaryFunctions.All).Concat(Reductions.All).Concat(Creation.All)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Run);

    /// <summary>Operators whose result can be far larger than all that the file stores.</summary>
    private static readonly FrozenSet<string> s_growing = ["Expand", "Tile", "ConstantOfShape", "Range", "Pad", "Where"];

    private const long MaxGrownElements = 1 << 16;

    /// <summary>Adds constants to the outputs of a node whose shapes are known, where they can be computed.</summary>
    /// <param name="node">The node after its shape rule.</param>
    /// <param name="maxElements">Results with more elements are left alone, unless they share memory with an input.</param>
    public static void FillConstants(NodeFacts node, long maxElements)
    {
        for (int i = 0; i < node.InputCount; i++)
        {
            if (node.Has(i) ? node.Input(i).Constant is null : node.Node.Input(i).Length > 0)
                return;
        }

        if (node.Outputs.Length == 0 || node.Outputs[0] is not { Shape: not null, Constant: null } first)
            return;
        if (node.Node.OpType == "Split")
        {
            Movement.FillSplit(node, maxElements);
            return;
        }

        bool view = s_views.TryGetValue(node.Node.OpType, out Evaluation? run);
        long limit = s_growing.Contains(node.Node.OpType) ? Math.Min(maxElements, MaxGrownElements) : maxElements;
        if (!view && (first.Count > limit || !s_functions.TryGetValue(node.Node.OpType, out run)))
            return;
        try
        {
            if (run!(node) is { } result && result.ElementType == first.ElementType && result.Dims.AsSpan().SequenceEqual(first.Shape))
                node.Outputs[0] = first with { Constant = result };
        }
        catch (Exception error) when (error is VideoDynException or OverflowException or DivideByZeroException or ShapeUnknownException)
        {
            // The node stays a node: whatever is wrong with it, the runtime will say so when it runs.
            node.Outputs[0] = first;
        }
    }
}
