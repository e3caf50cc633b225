using System.Numerics.Tensors;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Heads;

/// <summary>One output of a model as 32-bit floats, whatever its element type.</summary>
public sealed class OutputTensor
{
    private readonly BoundTensor? _source;
    private readonly long[]? _shape;
    private float[]? _values;

    /// <summary>An output of a session's binding.</summary>
    /// <param name="source">The bound output; 32-bit or 16-bit float.</param>
    /// <exception cref="VideoDynException">Kind Model: another element type.</exception>
    public OutputTensor(BoundTensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Type is not (OnnxElementType.Float32 or OnnxElementType.Float16))
            throw VideoDynException.Model($"output '{source.Name}' has element type {source.Type}; a detection head reads float32 or float16");
        _source = source;
        Name = source.Name;
    }

    /// <summary>An output that lies in managed memory.</summary>
    /// <param name="name">Name in the graph.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="values">The elements, row-major.</param>
    public OutputTensor(string name, long[] shape, float[] values)
    {
        Name = name;
        _shape = shape;
        _values = values;
    }

    /// <summary>Name in the graph.</summary>
    public string Name { get; }

    /// <summary>Sizes.</summary>
    public ReadOnlySpan<long> Shape => _source is null ? _shape : _source.Shape;

    /// <summary>The elements, row-major. Valid until the next run.</summary>
    public ReadOnlySpan<float> Values => _source is { Type: OnnxElementType.Float32 } ? _source.As<float>() : _values;

    /// <summary>Takes in the result of the latest run: widens 16-bit floats.</summary>
    public void Refresh()
    {
        if (_source is not { Type: OnnxElementType.Float16 })
            return;
        if (_values?.Length != _source.Length)
            _values = new float[_source.Length];
        TensorPrimitives.ConvertToSingle(_source.As<Half>(), _values);
    }
}
