namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>What is known about a value at given input shapes.</summary>
/// <param name="ElementType">Element type; undefined when unknown.</param>
/// <param name="Shape">Concrete shape, outermost first; null when unknown.</param>
/// <param name="Constant">The value itself, where it is the same for every input of these shapes and small; else null.</param>
/// <param name="Reason">Why the shape is unknown; null when it is known.</param>
public sealed record ValueFact(OnnxElementType ElementType, long[]? Shape, OnnxTensor? Constant, string? Reason)
{
    /// <summary>Number of elements; null when the shape is unknown.</summary>
    public long? Count => Shape?.Aggregate(1L, (product, dim) => product * dim);

    /// <summary>A value whose shape cannot be known.</summary>
    public static ValueFact Unknown(string reason, OnnxElementType elementType = OnnxElementType.Undefined) => new(elementType, null, null, reason);

    /// <summary>A constant.</summary>
    public static ValueFact Of(OnnxTensor constant)
    {
        ArgumentNullException.ThrowIfNull(constant);
        return new(constant.ElementType, [.. constant.Dims], constant, null);
    }
}
