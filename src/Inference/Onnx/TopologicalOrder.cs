using System.Collections.Immutable;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>Puts nodes behind the nodes they depend on, changing a valid order not at all and any other as little as needed.</summary>
internal static class TopologicalOrder
{
    /// <summary>Sorts nodes.</summary>
    /// <param name="graph">Name of the graph, for messages.</param>
    /// <param name="nodes">Nodes in the order of the file.</param>
    /// <param name="producers">The node that makes each value.</param>
    /// <exception cref="VideoDynException">Nodes depend on each other in a circle (kind Model).</exception>
    public static ImmutableArray<OnnxNode> Sort(string graph, ImmutableArray<OnnxNode> nodes, Dictionary<string, OnnxNode> producers)
    {
        var position = new Dictionary<OnnxNode, int>(nodes.Length);
        for (int i = 0; i < nodes.Length; i++)
            position[nodes[i]] = i;

        var waiting = new int[nodes.Length];
        var followers = new List<int>?[nodes.Length];
        bool ordered = true;
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string read in nodes[i].Reads)
            {
                if (!producers.TryGetValue(read, out OnnxNode? producer))
                    continue;
                int before = position[producer];
                ordered &= before < i;
                (followers[before] ??= []).Add(i);
                waiting[i]++;
            }
        }

        return ordered ? nodes : Reorder(graph, nodes, waiting, followers);
    }

    private static ImmutableArray<OnnxNode> Reorder(string graph, ImmutableArray<OnnxNode> nodes, int[] waiting, List<int>?[] followers)
    {
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < nodes.Length; i++)
        {
            if (waiting[i] == 0)
                ready.Enqueue(i, i);
        }

        ImmutableArray<OnnxNode>.Builder sorted = ImmutableArray.CreateBuilder<OnnxNode>(nodes.Length);
        while (ready.TryDequeue(out int next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (int follower in followers[next] ?? [])
            {
                if (--waiting[follower] == 0)
                    ready.Enqueue(follower, follower);
            }
        }

        return sorted.Count == nodes.Length
            ? sorted.MoveToImmutable()
            : throw VideoDynException.Model($"graph '{graph}': {nodes[Array.FindIndex(waiting, count => count > 0)]} depends on its own result");
    }
}
