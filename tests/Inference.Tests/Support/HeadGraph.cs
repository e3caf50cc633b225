using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>
/// A planar float picture in, outputs with given names and numbers out. Every output depends on the picture as in a real
/// model, but by nothing, so the answers are known.
/// </summary>
internal sealed class HeadGraph
{
    private readonly string _zero;

    /// <summary>Begins a graph.</summary>
    public HeadGraph(int width, int height)
    {
        string picture = Builder.Input("picture", OnnxElementType.Float32, 1, 3, height, width);
        Mean = Builder.Node("ReduceMean", [picture], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 0));
        _zero = Builder.Node("Mul", [Mean, Builder.Initializer<float>([], 0f)]);
    }

    /// <summary>The builder, for operators of a test's own.</summary>
    public OnnxGraphBuilder Builder { get; } = new();

    /// <summary>Mean of the picture, one number.</summary>
    public string Mean { get; }

    /// <summary>Numbers as a value of the graph.</summary>
    public string Value(long[] shape, float[] values)
    {
        string ones = Builder.Initializer<long>([shape.Length], [.. shape.Select(_ => 1L)]);
        return Builder.Node("Add", [Builder.Initializer<float>(shape, values), Builder.Node("Reshape", [_zero, ones])]);
    }

    /// <summary>Makes a value an output under a name.</summary>
    public HeadGraph Output(string name, string value, long[]? shape, OnnxElementType type = OnnxElementType.Float32)
    {
        string typed = type == OnnxElementType.Float32 ? value : Builder.Node("Cast", [value], ("to", (long)type));
        Builder.Add(new OnnxNode("Identity", [typed], [name], [], name));
        Builder.Output(name, type, shape is null ? [] : [.. shape.Select(size => (OnnxDim)size)]);
        return this;
    }

    /// <summary>Adds an output of given numbers.</summary>
    public HeadGraph Output(string name, long[] shape, float[] values, OnnxElementType type = OnnxElementType.Float32) =>
        Output(name, Value(shape, values), shape, type);

    /// <summary>The model.</summary>
    public OnnxModel Build() => Builder.Build();
}
