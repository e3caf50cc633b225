using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>Collects where each value of a graph comes from and refuses a second origin.</summary>
internal sealed class GraphOrigins(string graph)
{
    private readonly HashSet<string> _names = [];

    /// <summary>Whether a value has an origin.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Constants by name.</summary>
    public Dictionary<string, OnnxTensor> AddInitializers(IEnumerable<OnnxTensor> initializers)
    {
        var result = new Dictionary<string, OnnxTensor>();
        foreach (OnnxTensor initializer in initializers)
        {
            if (!result.TryAdd(initializer.Name, initializer))
                throw VideoDynException.Model($"graph '{graph}' has two initializers named '{initializer.Name}'");
            _names.Add(initializer.Name);
        }

        return result;
    }

    /// <summary>Inputs may share a name with an initializer (its value is then a default), never with each other.</summary>
    public void AddInputs(IEnumerable<OnnxValue> inputs)
    {
        var seen = new HashSet<string>();
        foreach (OnnxValue input in inputs)
        {
            if (!seen.Add(input.Name))
                throw VideoDynException.Model($"graph '{graph}' has two inputs named '{input.Name}'");
            _names.Add(input.Name);
        }
    }

    /// <summary>Nodes by the values they make.</summary>
    public Dictionary<string, OnnxNode> AddNodes(IEnumerable<OnnxNode> nodes)
    {
        var result = new Dictionary<string, OnnxNode>();
        foreach (OnnxNode node in nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (!_names.Add(output))
                    throw VideoDynException.Model($"graph '{graph}': value '{output}', made by {node}, has a second origin");
                result.Add(output, node);
            }
        }

        return result;
    }
}
