using System.Globalization;

namespace VideoDyn.Inference.Onnx;

/// <summary>
/// Builds a graph step by step. Methods return the names of values, so that calls chain:
/// <c>b.Output(b.Node("Relu", [b.Node("Conv", [x, w], ("pads", new long[] { 1, 1, 1, 1 }))]))</c>.
/// </summary>
/// <param name="name">Name of the graph.</param>
/// <param name="opset">Version of the standard operator set.</param>
public sealed class OnnxGraphBuilder(string name = "graph", int opset = 13)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxTensor> _initializers = [];
    private readonly HashSet<string> _names = [];
    private int _next;

    /// <summary>Adds an input.</summary>
    /// <param name="value">Its name.</param>
    /// <param name="elementType">Its element type.</param>
    /// <param name="dims">Sizes or names of sizes, e.g. <c>1, 3, "height", "width"</c>.</param>
    /// <returns>The name.</returns>
    public string Input(string value, OnnxElementType elementType, params ReadOnlySpan<OnnxDim> dims)
    {
        _inputs.Add(new OnnxValue(value, elementType, new OnnxShape(dims)));
        _names.Add(value);
        return value;
    }

    /// <summary>Adds an input of singles.</summary>
    /// <returns>The name.</returns>
    public string Input(string value, params ReadOnlySpan<OnnxDim> dims) => Input(value, OnnxElementType.Float32, dims);

    /// <summary>Adds a constant.</summary>
    /// <param name="tensor">The constant; one without a name gets one.</param>
    /// <returns>The name.</returns>
    public string Initializer(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        OnnxTensor named = tensor.Name.Length > 0 ? tensor : tensor.WithName(FreshName("const"));
        _initializers.Add(named);
        _names.Add(named.Name);
        return named.Name;
    }

    /// <summary>Adds a constant.</summary>
    /// <param name="dims">Shape; none for a scalar.</param>
    /// <param name="data">Elements in row-major order.</param>
    /// <returns>The name.</returns>
    public string Initializer<T>(ReadOnlySpan<long> dims, params ReadOnlySpan<T> data)
        where T : unmanaged =>
        Initializer(OnnxTensor.Of(FreshName("const"), dims, data));

    /// <summary>Adds an operation with one output.</summary>
    /// <param name="opType">Operator of the standard set.</param>
    /// <param name="inputs">Values read; an empty name leaves an optional one out.</param>
    /// <param name="attributes">Attributes; pairs of name and value convert.</param>
    /// <returns>The name of the output.</returns>
    public string Node(string opType, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string output = FreshName(opType);
        Add(new OnnxNode(opType, inputs.ToArray(), [output], attributes.ToArray(), output));
        return output;
    }

    /// <summary>Adds an operation with several outputs.</summary>
    /// <param name="opType">Operator of the standard set.</param>
    /// <param name="inputs">Values read; an empty name leaves an optional one out.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="attributes">Attributes; pairs of name and value convert.</param>
    /// <returns>The names of the outputs.</returns>
    public string[] Nodes(string opType, ReadOnlySpan<string> inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string[] names = new string[outputs];
        for (int i = 0; i < outputs; i++)
            names[i] = FreshName(opType);
        Add(new OnnxNode(opType, inputs.ToArray(), names, attributes.ToArray(), names[0]));
        return names;
    }

    /// <summary>Adds a node as it is.</summary>
    /// <returns>This builder.</returns>
    public OnnxGraphBuilder Add(OnnxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _nodes.Add(node);
        _names.UnionWith(node.Outputs);
        return this;
    }

    /// <summary>Adds an output.</summary>
    /// <param name="value">The value's name.</param>
    /// <param name="elementType">Its element type.</param>
    /// <param name="dims">Its shape; none leaves the shape to the reader of the file.</param>
    /// <returns>The name.</returns>
    public string Output(string value, OnnxElementType elementType = OnnxElementType.Float32, params ReadOnlySpan<OnnxDim> dims)
    {
        _outputs.Add(new OnnxValue(value, elementType, dims.IsEmpty ? null : new OnnxShape(dims)));
        return value;
    }

    /// <summary>Ends the graph.</summary>
    /// <exception cref="Core.Errors.VideoDynException">A value has two origins, or nodes depend on each other in a circle (kind Model).</exception>
    public OnnxGraph BuildGraph() => new(name, _nodes, _inputs, _outputs, _initializers);

    /// <summary>Ends the model.</summary>
    /// <exception cref="Core.Errors.VideoDynException">As <see cref="BuildGraph"/> (kind Model).</exception>
    public OnnxModel Build() => new(BuildGraph(), opset) { ProducerName = "videodyn" };

    private string FreshName(string stem)
    {
        string fresh;
        do
        {
            fresh = string.Create(CultureInfo.InvariantCulture, $"{stem}_{_next++}");
        }
        while (!_names.Add(fresh));
        return fresh;
    }
}
