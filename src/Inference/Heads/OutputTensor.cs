using System.Numerics.Tensors;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Heads;

/// <summary>One output of a model as 32-bit floats, whatever its element type. Whole numbers up to 2^24 stay exact.</summary>
public sealed class OutputTensor
{
    private readonly BoundTensor? _source;
    private readonly long[]? _shape;
    private readonly nint _address;
    private readonly int _length;
    private float[]? _values;

    /// <summary>An output of a session's binding.</summary>
    /// <param name="source">The bound output; a floating-point, integer or logical type.</param>
    /// <exception cref="VideoDynException">Kind Model: another element type.</exception>
    public OutputTensor(BoundTensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!CanRead(source.Type))
            throw VideoDynException.Model($"output '{source.Name}' has element type {source.Type}; expected float32, float16, int32, int64, uint8, int8 or bool");
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

    /// <summary>An output of 32-bit floats that stays at one place in native memory.</summary>
    /// <param name="name">Name in the graph.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="address">First element; its owner keeps it alive and in place.</param>
    public OutputTensor(string name, long[] shape, nint address)
    {
        Name = name;
        _shape = shape;
        _address = address;
        _length = checked((int)shape.Aggregate(1L, (product, size) => product * size));
    }

    /// <summary>Name in the graph.</summary>
    public string Name { get; }

    /// <summary>Sizes.</summary>
    public ReadOnlySpan<long> Shape => _source is null ? _shape : _source.Shape;

    /// <summary>The elements, row-major. Valid until the next run.</summary>
    public unsafe ReadOnlySpan<float> Values => _address != 0 ? new((float*)_address, _length) : _source is { Type: OnnxElementType.Float32 } ? _source.As<float>() : _values;

    /// <summary>Takes in the result of the latest run: converts what is not a 32-bit float.</summary>
    public void Refresh()
    {
        if (_source is null or { Type: OnnxElementType.Float32 })
            return;
        if (_values?.Length != _source.Length)
            _values = new float[_source.Length];
        switch (_source.Type)
        {
            case OnnxElementType.Float16:
                TensorPrimitives.ConvertToSingle(_source.As<Half>(), _values);
                break;
            case OnnxElementType.Int32:
                TensorPrimitives.ConvertTruncating(_source.As<int>(), _values);
                break;
            case OnnxElementType.Int64:
                TensorPrimitives.ConvertTruncating(_source.As<long>(), _values);
                break;
            case OnnxElementType.Int8:
                TensorPrimitives.ConvertTruncating(_source.As<sbyte>(), _values);
                break;
            default:
                TensorPrimitives.ConvertTruncating(_source.As<byte>(), _values);
                break;
        }
    }

    private static bool CanRead(OnnxElementType type) => type is OnnxElementType.Float32 or OnnxElementType.Float16
        or OnnxElementType.Int32 or OnnxElementType.Int64 or OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Bool;
}
