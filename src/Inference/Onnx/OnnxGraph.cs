using System.Collections.Immutable;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>
/// A graph whose nodes stand in topological order and whose values each have one origin, both checked on creation.
/// Immutable: a pass makes a new one with <see cref="With"/>.
/// </summary>
public sealed class OnnxGraph
{
    private readonly Dictionary<string, OnnxTensor> _initializers;
    private readonly Dictionary<string, OnnxNode> _producers;
    private readonly Dictionary<string, ImmutableArray<OnnxNode>> _consumers;
    private readonly Dictionary<string, OnnxValue> _values;
    private readonly HashSet<string> _outputs;

    /// <summary>Creates a graph, sorting its nodes if they are out of order.</summary>
    /// <param name="name">Name; may be empty.</param>
    /// <param name="nodes">Operations.</param>
    /// <param name="inputs">Declared inputs; old files also list initializers here.</param>
    /// <param name="outputs">Declared outputs.</param>
    /// <param name="initializers">Constants.</param>
    /// <param name="values">Declarations of intermediate values.</param>
    /// <exception cref="VideoDynException">A value has two origins, or nodes depend on each other in a circle (kind Model).</exception>
    public OnnxGraph(
        string name, IEnumerable<OnnxNode> nodes, IEnumerable<OnnxValue> inputs, IEnumerable<OnnxValue> outputs,
        IEnumerable<OnnxTensor>? initializers = null, IEnumerable<OnnxValue>? values = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        DeclaredInputs = [.. inputs];
        Outputs = [.. outputs];
        Initializers = initializers is null ? [] : [.. initializers];
        Values = values is null ? [] : [.. values];
        ImmutableArray<OnnxNode> given = [.. nodes];

        var origins = new GraphOrigins(name);
        _initializers = origins.AddInitializers(Initializers);
        origins.AddInputs(DeclaredInputs);
        _producers = origins.AddNodes(given);
        Inputs = [.. DeclaredInputs.Where(input => !_initializers.ContainsKey(input.Name))];
        Nodes = TopologicalOrder.Sort(name, given, _producers);
        _consumers = Nodes.SelectMany(node => node.Reads.Distinct(), (node, read) => (node, read))
            .GroupBy(pair => pair.read, pair => pair.node)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray());
        _outputs = [.. Outputs.Select(output => output.Name)];
        CapturedNames = [.. _consumers.Keys.Concat(_outputs).Where(read => !origins.Has(read)).Distinct()];
        _values = [];
        foreach (OnnxValue value in Values.Concat(Outputs).Concat(DeclaredInputs))
            _values[value.Name] = value;
    }

    /// <summary>Name; may be empty.</summary>
    public string Name { get; }

    /// <summary>Operations; each stands after all that it depends on.</summary>
    public ImmutableArray<OnnxNode> Nodes { get; }

    /// <summary>Inputs that a run must supply.</summary>
    public ImmutableArray<OnnxValue> Inputs { get; }

    /// <summary>Inputs as the file lists them; old files also list initializers.</summary>
    public ImmutableArray<OnnxValue> DeclaredInputs { get; }

    /// <summary>Outputs.</summary>
    public ImmutableArray<OnnxValue> Outputs { get; }

    /// <summary>Constants.</summary>
    public ImmutableArray<OnnxTensor> Initializers { get; }

    /// <summary>Declarations of intermediate values; often missing.</summary>
    public ImmutableArray<OnnxValue> Values { get; }

    /// <summary>Values that are read here and made nowhere here: those of a surrounding graph.</summary>
    public ImmutableArray<string> CapturedNames { get; }

    /// <summary>The constant of this name; null when there is none.</summary>
    public OnnxTensor? Initializer(string value) => _initializers.GetValueOrDefault(value);

    /// <summary>The node that makes a value; null for inputs and initializers.</summary>
    public OnnxNode? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The nodes that read a value, in topological order; branches and loop bodies count.</summary>
    public ImmutableArray<OnnxNode> Consumers(string value) => _consumers.TryGetValue(value, out ImmutableArray<OnnxNode> nodes) ? nodes : [];

    /// <summary>The declaration of an input, output or intermediate value; null when there is none.</summary>
    public OnnxValue? Declaration(string value) => _values.GetValueOrDefault(value);

    /// <summary>Whether a value is an output of the graph.</summary>
    public bool IsOutput(string value) => _outputs.Contains(value);

    /// <summary>A copy with some parts replaced.</summary>
    /// <exception cref="VideoDynException">As the constructor (kind Model).</exception>
    public OnnxGraph With(
        IEnumerable<OnnxNode>? nodes = null, IEnumerable<OnnxValue>? inputs = null, IEnumerable<OnnxValue>? outputs = null,
        IEnumerable<OnnxTensor>? initializers = null, IEnumerable<OnnxValue>? values = null, string? name = null) =>
        new(name ?? Name, nodes ?? Nodes, inputs ?? DeclaredInputs, outputs ?? Outputs, initializers ?? Initializers, values ?? Values);
}
