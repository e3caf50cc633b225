using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>What shape inference found for every value of a graph at given input shapes.</summary>
public sealed class GraphShapes
{
    private readonly IReadOnlyDictionary<string, ValueFact> _facts;

    internal GraphShapes(IReadOnlyDictionary<string, ValueFact> facts)
    {
        _facts = facts;
        Unknown = facts.Where(fact => fact.Value.Shape is null).ToDictionary(fact => fact.Key, fact => fact.Value.Reason ?? "");
    }

    /// <summary>Values whose shape is unknown, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unknown { get; }

    /// <summary>Whether every shape is known.</summary>
    public bool IsComplete => Unknown.Count == 0;

    /// <summary>Names of all values.</summary>
    public IEnumerable<string> Names => _facts.Keys;

    /// <summary>What is known about a value.</summary>
    /// <exception cref="KeyNotFoundException">The graph has no such value.</exception>
    public ValueFact this[string value] => _facts[value];

    /// <summary>The concrete shape of a value; null when it is unknown or there is no such value.</summary>
    public long[]? Shape(string value) => _facts.GetValueOrDefault(value)?.Shape;

    /// <summary>The value itself where it is constant; else null.</summary>
    public OnnxTensor? Constant(string value) => _facts.GetValueOrDefault(value)?.Constant;

    /// <summary>The concrete shape of a value that must be known.</summary>
    /// <exception cref="VideoDynException">It is unknown (kind Model).</exception>
    public long[] Require(string value) =>
        Shape(value) ?? throw VideoDynException.Model(
            $"the shape of value '{value}' is not known: {Unknown.GetValueOrDefault(value, "there is no such value")}");
}
