using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>
/// A named constant of a node. A pair of name and value converts to one, so <c>("group", 1)</c> or
/// <c>("pads", new long[] { 1, 1, 1, 1 })</c> can stand where an attribute is asked for.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The standard's own word; no .NET attribute is meant.")]
public sealed class OnnxAttribute
{
    private readonly object _value;

    private OnnxAttribute(string name, OnnxAttributeKind kind, object value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        Kind = kind;
        _value = value;
    }

    /// <summary>Name, unique in its node.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public OnnxAttributeKind Kind { get; }

    /// <summary>The integer.</summary>
    /// <exception cref="VideoDynException">It holds something else (kind Model); so for all accessors below.</exception>
    public long Int => As<long>(OnnxAttributeKind.Int);

    /// <summary>The single.</summary>
    public float Float => As<float>(OnnxAttributeKind.Float);

    /// <summary>The string, read as UTF-8.</summary>
    public string String => Encoding.UTF8.GetString(StringBytes.Span);

    /// <summary>The string's bytes.</summary>
    public ReadOnlyMemory<byte> StringBytes => As<ReadOnlyMemory<byte>>(OnnxAttributeKind.String);

    /// <summary>The tensor.</summary>
    public OnnxTensor Tensor => As<OnnxTensor>(OnnxAttributeKind.Tensor);

    /// <summary>The graph.</summary>
    public OnnxGraph Graph => As<OnnxGraph>(OnnxAttributeKind.Graph);

    /// <summary>The integers.</summary>
    public ImmutableArray<long> Ints => As<ImmutableArray<long>>(OnnxAttributeKind.Ints);

    /// <summary>The singles.</summary>
    public ImmutableArray<float> Floats => As<ImmutableArray<float>>(OnnxAttributeKind.Floats);

    /// <summary>The byte strings.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Strings => As<ImmutableArray<ReadOnlyMemory<byte>>>(OnnxAttributeKind.Strings);

    /// <summary>The tensors.</summary>
    public ImmutableArray<OnnxTensor> Tensors => As<ImmutableArray<OnnxTensor>>(OnnxAttributeKind.Tensors);

    /// <summary>The graphs.</summary>
    public ImmutableArray<OnnxGraph> Graphs => As<ImmutableArray<OnnxGraph>>(OnnxAttributeKind.Graphs);

    /// <summary>Every graph inside: one, several or none, whatever the kind.</summary>
    public ImmutableArray<OnnxGraph> Subgraphs => Kind switch
    {
        OnnxAttributeKind.Graph => [Graph],
        OnnxAttributeKind.Graphs => Graphs,
        _ => [],
    };

    /// <summary>The whole message as found, for kinds that are kept and not interpreted.</summary>
    internal ReadOnlyMemory<byte> Opaque => _value is OpaqueBytes opaque ? opaque.Message : default;

    /// <summary>An integer.</summary>
    public static OnnxAttribute Of(string name, long value) => new(name, OnnxAttributeKind.Int, value);

    /// <summary>A single.</summary>
    public static OnnxAttribute Of(string name, float value) => new(name, OnnxAttributeKind.Float, value);

    /// <summary>A string, stored as UTF-8.</summary>
    public static OnnxAttribute Of(string name, string value) => Of(name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value));

    /// <summary>A byte string.</summary>
    public static OnnxAttribute Of(string name, ReadOnlyMemory<byte> value) => new(name, OnnxAttributeKind.String, value);

    /// <summary>A tensor.</summary>
    public static OnnxAttribute Of(string name, OnnxTensor value) => new(name, OnnxAttributeKind.Tensor, value);

    /// <summary>A graph.</summary>
    public static OnnxAttribute Of(string name, OnnxGraph value) => new(name, OnnxAttributeKind.Graph, value);

    /// <summary>Integers.</summary>
    public static OnnxAttribute Of(string name, ReadOnlySpan<long> value) => new(name, OnnxAttributeKind.Ints, ImmutableArray.Create(value));

    /// <summary>Singles.</summary>
    public static OnnxAttribute Of(string name, ReadOnlySpan<float> value) => new(name, OnnxAttributeKind.Floats, ImmutableArray.Create(value));

    /// <summary>Byte strings.</summary>
    public static OnnxAttribute Of(string name, ImmutableArray<ReadOnlyMemory<byte>> value) => new(name, OnnxAttributeKind.Strings, value);

    /// <summary>Strings, stored as UTF-8.</summary>
    public static OnnxAttribute Of(string name, IEnumerable<string> value) =>
        Of(name, [.. value.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))]);

    /// <summary>Tensors.</summary>
    public static OnnxAttribute Of(string name, ImmutableArray<OnnxTensor> value) => new(name, OnnxAttributeKind.Tensors, value);

    /// <summary>Graphs.</summary>
    public static OnnxAttribute Of(string name, ImmutableArray<OnnxGraph> value) => new(name, OnnxAttributeKind.Graphs, value);

    /// <summary>An integer.</summary>
    public static implicit operator OnnxAttribute((string Name, long Value) pair) => Of(pair.Name, pair.Value);

    /// <summary>An integer.</summary>
    public static implicit operator OnnxAttribute((string Name, int Value) pair) => Of(pair.Name, (long)pair.Value);

    /// <summary>A single.</summary>
    public static implicit operator OnnxAttribute((string Name, float Value) pair) => Of(pair.Name, pair.Value);

    /// <summary>A string.</summary>
    public static implicit operator OnnxAttribute((string Name, string Value) pair) => Of(pair.Name, pair.Value);

    /// <summary>Integers.</summary>
    public static implicit operator OnnxAttribute((string Name, long[] Value) pair) => Of(pair.Name, (ReadOnlySpan<long>)pair.Value);

    /// <summary>Singles.</summary>
    public static implicit operator OnnxAttribute((string Name, float[] Value) pair) => Of(pair.Name, (ReadOnlySpan<float>)pair.Value);

    /// <summary>A tensor.</summary>
    public static implicit operator OnnxAttribute((string Name, OnnxTensor Value) pair) => Of(pair.Name, pair.Value);

    /// <summary>A graph.</summary>
    public static implicit operator OnnxAttribute((string Name, OnnxGraph Value) pair) => Of(pair.Name, pair.Value);

    /// <summary>Keeps an attribute that is not interpreted.</summary>
    internal static OnnxAttribute KeepOpaque(string name, OnnxAttributeKind kind, ReadOnlyMemory<byte> message) =>
        new(name, kind, new OpaqueBytes(message));

    private T As<T>(OnnxAttributeKind kind) =>
        Kind == kind ? (T)_value : throw VideoDynException.Model($"attribute '{Name}' holds {Kind}, expected {kind}");

    private sealed record OpaqueBytes(ReadOnlyMemory<byte> Message);
}
