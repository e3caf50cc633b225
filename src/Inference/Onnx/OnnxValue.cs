namespace VideoDyn.Inference.Onnx;

/// <summary>A named value of a graph as the file declares it.</summary>
public sealed class OnnxValue
{
    /// <summary>Declares a tensor.</summary>
    /// <param name="name">Name, unique in its graph.</param>
    /// <param name="elementType">Element type; <see cref="OnnxElementType.Undefined"/> when not stated.</param>
    /// <param name="shape">Shape; null when the rank is not stated.</param>
    public OnnxValue(string name, OnnxElementType elementType, OnnxShape? shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        ElementType = elementType;
        Shape = shape;
    }

    /// <summary>Name, unique in its graph.</summary>
    public string Name { get; }

    /// <summary>Element type; undefined when not stated or when the value is no tensor.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Shape; null when the rank is not stated.</summary>
    public OnnxShape? Shape { get; }

    /// <summary>Whether the value is a sequence, map, optional or sparse tensor.</summary>
    public bool IsOpaque => !OpaqueType.IsEmpty;

    /// <summary>The type message as found, for values that are no tensors, so that writing loses nothing.</summary>
    internal ReadOnlyMemory<byte> OpaqueType { get; init; }

    /// <summary>For example <c>images: Float32 1x3x416x416</c>.</summary>
    public override string ToString() => $"{Name}: {(IsOpaque ? "not a tensor" : $"{ElementType} {Shape?.ToString() ?? "of unknown rank"}")}";
}
