using System.Collections.Immutable;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>What a model costs at given input shapes: work, weights and operators.</summary>
/// <param name="MacsByOperator">Multiply-accumulates by operator, for convolutions and matrix products.</param>
/// <param name="Uncounted">Convolutions and matrix products whose shapes are unknown, so that their work is missing above.</param>
/// <param name="Parameters">Numbers in initializers and constants of floating-point, 8-bit or smaller types: the trained ones.</param>
/// <param name="WeightBytes">Bytes of all initializers and constants.</param>
/// <param name="Operators">Number of nodes by operator, branches and loop bodies included.</param>
public sealed record GraphCost(
    ImmutableSortedDictionary<string, long> MacsByOperator, ImmutableArray<OnnxNode> Uncounted, long Parameters, long WeightBytes,
    ImmutableSortedDictionary<string, int> Operators)
{
    /// <summary>All multiply-accumulates.</summary>
    public long Macs => MacsByOperator.Values.Sum();

    /// <summary>Adds up a model. Work inside of branches and loop bodies is unknown before a run and not counted.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shapes">Its shapes.</param>
    public static GraphCost Of(OnnxModel model, GraphShapes shapes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(shapes);
        var macs = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var uncounted = ImmutableArray.CreateBuilder<OnnxNode>();
        foreach (OnnxNode node in model.Graph.Nodes.Where(NodeMacs.Counts))
        {
            if (NodeMacs.Of(node, shapes) is { } count)
                macs[node.OpType] = macs.GetValueOrDefault(node.OpType) + count;
            else
                uncounted.Add(node);
        }

        OnnxTensor[] constants = [.. Graphs(model.Graph).SelectMany(Constants)];
        return new GraphCost(
            macs.ToImmutableSortedDictionary(StringComparer.Ordinal), uncounted.ToImmutable(), constants.Where(IsTrained).Sum(tensor => tensor.Count),
            constants.Sum(tensor => (long)tensor.Bytes.Length),
            Graphs(model.Graph).SelectMany(graph => graph.Nodes)
                .GroupBy(node => node.Domain.Length > 0 ? $"{node.Domain}.{node.OpType}" : node.OpType)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
    }

    private static IEnumerable<OnnxGraph> Graphs(OnnxGraph graph) => graph.Nodes.SelectMany(node => node.Subgraphs).SelectMany(Graphs).Prepend(graph);

    private static IEnumerable<OnnxTensor> Constants(OnnxGraph graph) => graph.Initializers.Concat(
        from node in graph.Nodes
        where node.Is("Constant")
        select node.Attribute("value") into value
        where value?.Kind == OnnxAttributeKind.Tensor
        select value.Tensor);

    // Wide integers are shapes, axes and indices.
    private static bool IsTrained(OnnxTensor tensor) => tensor.ElementType.IsFloatingPoint() || tensor.ElementType.Bits() is > 0 and <= 8;
}
