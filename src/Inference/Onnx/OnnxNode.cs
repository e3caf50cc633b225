using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx;

/// <summary>One operation of a graph. Immutable.</summary>
public sealed class OnnxNode
{
    /// <summary>Creates a node.</summary>
    /// <param name="opType">Operator, e.g. <c>Conv</c>.</param>
    /// <param name="inputs">Names of the values read; an empty name stands for an optional input left out.</param>
    /// <param name="outputs">Names of the values made; an empty name stands for an optional output left out.</param>
    /// <param name="attributes">Attributes.</param>
    /// <param name="name">Name for messages; may be empty.</param>
    /// <param name="domain">Operator set; empty (or <c>ai.onnx</c>) for the standard one.</param>
    public OnnxNode(
        string opType, IEnumerable<string> inputs, IEnumerable<string> outputs, IEnumerable<OnnxAttribute>? attributes = null,
        string name = "", string domain = "")
    {
        ArgumentNullException.ThrowIfNull(opType);
        ArgumentNullException.ThrowIfNull(name);
        OpType = opType;
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        Attributes = attributes is null ? [] : [.. attributes];
        Name = name;
        Domain = domain == "ai.onnx" ? "" : domain;
        var subgraphs = Attributes.SelectMany(attribute => attribute.Subgraphs).ToImmutableArray();
        Subgraphs = subgraphs;
        CapturedInputs = subgraphs.IsEmpty ? [] : [.. subgraphs.SelectMany(graph => graph.CapturedNames).Distinct()];
    }

    /// <summary>Operator, e.g. <c>Conv</c>.</summary>
    public string OpType { get; }

    /// <summary>Operator set; empty for the standard one.</summary>
    public string Domain { get; }

    /// <summary>Name for messages; may be empty.</summary>
    public string Name { get; }

    /// <summary>Values read; an empty name stands for an optional input left out.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>Values made; an empty name stands for an optional output left out.</summary>
    public ImmutableArray<string> Outputs { get; }

    /// <summary>Attributes in the order of the file.</summary>
    public ImmutableArray<OnnxAttribute> Attributes { get; }

    /// <summary>Branches and loop bodies.</summary>
    public ImmutableArray<OnnxGraph> Subgraphs { get; }

    /// <summary>Values of the surrounding graph that branches or loop bodies read without naming them as inputs.</summary>
    public ImmutableArray<string> CapturedInputs { get; }

    /// <summary>Every value the node depends on: inputs that are not left out, and captured ones.</summary>
    public IEnumerable<string> Reads => Inputs.Where(input => input.Length > 0).Concat(CapturedInputs);

    /// <summary>Whether an operator of the standard set has this type.</summary>
    public bool Is(string opType) => Domain.Length == 0 && OpType == opType;

    /// <summary>The name of an input; empty when it is left out.</summary>
    public string Input(int index) => index < Inputs.Length ? Inputs[index] : "";

    /// <summary>The name of an output; empty when it is left out.</summary>
    public string Output(int index) => index < Outputs.Length ? Outputs[index] : "";

    /// <summary>Whether an input is given.</summary>
    public bool HasInput(int index) => Input(index).Length > 0;

    /// <summary>An attribute; null when it is not given.</summary>
    public OnnxAttribute? Attribute(string name)
    {
        foreach (OnnxAttribute attribute in Attributes)
        {
            if (attribute.Name == name)
                return attribute;
        }

        return null;
    }

    /// <summary>An integer attribute, or the default of the operator.</summary>
    public long Int(string name, long fallback) => Attribute(name)?.Int ?? fallback;

    /// <summary>A single attribute, or the default of the operator.</summary>
    public float Float(string name, float fallback) => Attribute(name)?.Float ?? fallback;

    /// <summary>A string attribute, or the default of the operator.</summary>
    public string String(string name, string fallback) => Attribute(name)?.String ?? fallback;

    /// <summary>An integer list attribute; null when it is not given.</summary>
    public long[]? Ints(string name) => Attribute(name)?.Ints.ToArray();

    /// <summary>A copy with some parts replaced.</summary>
    public OnnxNode With(
        IEnumerable<string>? inputs = null, IEnumerable<string>? outputs = null, IEnumerable<OnnxAttribute>? attributes = null,
        string? opType = null, string? name = null) =>
        new(opType ?? OpType, inputs ?? Inputs, outputs ?? Outputs, attributes ?? Attributes, name ?? Name, Domain);

    /// <summary>For messages: operator and name, or the first output where there is no name.</summary>
    public override string ToString() =>
        $"{(Domain.Length > 0 ? Domain + "." : "")}{OpType} '{(Name.Length > 0 ? Name : Outputs.FirstOrDefault(output => output.Length > 0) ?? "")}'";
}
