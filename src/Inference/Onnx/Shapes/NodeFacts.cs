namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>One node with what is known about its inputs; a rule fills in its outputs.</summary>
/// <param name="node">The node.</param>
/// <param name="opset">Version of the standard operator set.</param>
/// <param name="inputs">What is known about each input; null for one left out.</param>
internal sealed class NodeFacts(OnnxNode node, int opset, ValueFact?[] inputs)
{
    /// <summary>The node.</summary>
    public OnnxNode Node => node;

    /// <summary>Version of the standard operator set.</summary>
    public int Opset => opset;

    /// <summary>Number of inputs, those left out included.</summary>
    public int InputCount => inputs.Length;

    /// <summary>What is known about each output; null where the rule says nothing.</summary>
    public ValueFact?[] Outputs { get; } = new ValueFact?[node.Outputs.Length];

    /// <summary>Whether an input is given.</summary>
    public bool Has(int index) => index < inputs.Length && inputs[index] is not null;

    /// <summary>What is known about an input that must be given.</summary>
    public ValueFact Input(int index) =>
        Has(index) ? inputs[index]! : throw new ShapeUnknownException($"{node} lacks input {index}");

    /// <summary>The shape of an input.</summary>
    public long[] Shape(int index) =>
        Input(index).Shape ?? throw new ShapeUnknownException(Input(index).Reason ?? $"input {index} of {node} is unknown");

    /// <summary>The shape of an input with at least so many dimensions.</summary>
    public long[] Shape(int index, int minimumRank) =>
        Shape(index) is var shape && shape.Length >= minimumRank
            ? shape
            : throw new ShapeUnknownException($"{node}: input {index} has {shape.Length} dimensions, expected at least {minimumRank}");

    /// <summary>The element type of an input.</summary>
    public OnnxElementType Type(int index) => Input(index).ElementType;

    /// <summary>An input that must be constant.</summary>
    public OnnxTensor Constant(int index) =>
        Input(index).Constant ?? throw new ShapeUnknownException(
            Input(index).Reason ?? $"{node}: the result's shape depends on the values of '{node.Input(index)}', known only at run time");

    /// <summary>The whole numbers of an input that must be constant.</summary>
    public long[] Numbers(int index) => Constant(index).ToInt64s();

    /// <summary>The whole numbers of an attribute, or of a constant input where newer operator sets moved them there; null when neither is given.</summary>
    public long[]? Numbers(string attribute, int index) => node.Ints(attribute) ?? (Has(index) ? Numbers(index) : null);

    /// <summary>A list attribute with one number for each spatial dimension.</summary>
    public long[] Ints(string attribute, int count, long fallback)
    {
        long[] values = node.Ints(attribute) ?? [.. Enumerable.Repeat(fallback, count)];
        return values.Length == count
            ? values
            : throw new ShapeUnknownException($"{node}: {attribute} has {values.Length} numbers, expected {count}");
    }

    /// <summary>An axis counted from the front.</summary>
    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new ShapeUnknownException($"{node}: axis {axis} of a value with {rank} dimensions");

    /// <summary>States an output, if the node has it.</summary>
    public void Set(int index, OnnxElementType type, params ReadOnlySpan<long> shape)
    {
        if (index >= Outputs.Length)
            return;
        long count = 1;
        foreach (long dim in shape)
        {
            if (dim < 0 || (dim > 0 && count > InputShapes.MaxElements / dim))
                throw new ShapeUnknownException($"{node}: the result would have the shape [{string.Join(", ", shape.ToArray())}]");
            count *= Math.Max(1, dim);
        }

        Outputs[index] = new ValueFact(type, shape.ToArray(), null, null);
    }

    /// <summary>Fails with what contradicts what.</summary>
    public ShapeUnknownException Contradiction(string what) => new($"{node}: {what}");
}
