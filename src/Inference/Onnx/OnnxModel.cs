using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx;

/// <summary>A model: a graph with the operator set it is written in. Immutable.</summary>
public sealed class OnnxModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="graph">The main graph.</param>
    /// <param name="opset">Version of the standard operator set.</param>
    public OnnxModel(OnnxGraph graph, int opset)
        : this(graph, new Dictionary<string, long> { [""] = opset }.ToImmutableSortedDictionary())
    {
    }

    /// <summary>Creates a model that also uses operator sets beside the standard one.</summary>
    /// <param name="graph">The main graph.</param>
    /// <param name="opsetImports">Versions by domain; the empty domain is the standard operator set.</param>
    public OnnxModel(OnnxGraph graph, ImmutableSortedDictionary<string, long> opsetImports)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(opsetImports);
        Graph = graph;
        OpsetImports = opsetImports;
    }

    /// <summary>The main graph.</summary>
    public OnnxGraph Graph { get; private init; }

    /// <summary>Versions of operator sets by domain; the empty domain is the standard set.</summary>
    public ImmutableSortedDictionary<string, long> OpsetImports { get; private init; }

    /// <summary>Version of the standard operator set; 0 when the model uses none of it.</summary>
    public int Opset => (int)OpsetImports.GetValueOrDefault("");

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; init; } = 8;

    /// <summary>The program that wrote the model; may be empty.</summary>
    public string ProducerName { get; init; } = "";

    /// <summary>Version of the program that wrote the model; may be empty.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>Namespace of the model; usually empty.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Version of the model itself.</summary>
    public long ModelVersion { get; init; }

    /// <summary>Free text; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Free key-value pairs, for example class names that an exporter left.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where the model was read from, for messages; empty for models made in memory.</summary>
    public string Source { get; init; } = "";

    /// <summary>Operators that the model defines itself, as found, so that writing loses nothing.</summary>
    internal ImmutableArray<ReadOnlyMemory<byte>> Functions { get; init; } = [];

    /// <summary>The same model around another graph.</summary>
    /// <remarks>
    /// Format versions before 4 ask for every constant to be listed as an input; a graph that does not gets version 4.
    /// </remarks>
    public OnnxModel WithGraph(OnnxGraph graph) => new(graph, OpsetImports)
    {
        IrVersion = graph is not null && graph.Inputs.Length + graph.Initializers.Length > graph.DeclaredInputs.Length ? Math.Max(IrVersion, 4) : IrVersion,
        ProducerName = ProducerName,
        ProducerVersion = ProducerVersion,
        Domain = Domain,
        ModelVersion = ModelVersion,
        Description = Description,
        Metadata = Metadata,
        Source = Source,
        Functions = Functions,
    };
}
