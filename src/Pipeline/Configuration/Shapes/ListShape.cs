using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A list of values of one shape; a single value stands for a list of one.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="item">Their shape.</param>
/// <param name="most">Most items.</param>
internal sealed class ListShape<T>(Shape<T> item, int most = 1000) : Shape<ValueList<T>>
    where T : notnull
{
    public override string Expected => $"a list, each item {item.Expected}";

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item.Schema(), ["maxItems"] = most }, item.Schema()),
    };

    public override bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out ValueList<T>? value)
    {
        value = null;
        IReadOnlyList<ConfigNode> nodes = node is ListNode list && !item.IsSingle(node) ? list.Items : [node];
        if (nodes.Count > most)
        {
            context.Problems.Add(node, $"found {nodes.Count} items, expected at most {most}");
            return false;
        }

        var items = new List<T>();
        foreach (ConfigNode child in nodes)
        {
            if (item.TryRead(child, context, out T? read))
                items.Add(read);
        }

        value = [.. items];
        return items.Count == nodes.Count;
    }
}
