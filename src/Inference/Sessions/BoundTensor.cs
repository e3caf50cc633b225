using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Sessions;

/// <summary>One input or output with its memory, which stays in place from run to run.</summary>
public sealed unsafe class BoundTensor : IDisposable
{
    private AlignedMemory? _memory;
    private OrtValue? _value;
    private nint _data;
    private long[] _shape;

    private BoundTensor(string name, OnnxElementType type, long[] shape)
    {
        Name = name;
        Type = type;
        _shape = shape;
    }

    /// <summary>Name in the graph.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public OnnxElementType Type { get; }

    /// <summary>Sizes. Those of an output may change with a run when the binding was made for varying outputs.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>Number of elements.</summary>
    public int Length { get; private set; }

    /// <summary>The memory as bytes: inputs are written there before a run, outputs read there after it.</summary>
    public Span<byte> Bytes => new((void*)_data, checked(Length * RuntimeTypes.SizeOf(Type)));

    internal OrtValue? Value => _value;

    /// <summary>The memory as elements.</summary>
    /// <typeparam name="T">A type of the element's size, e.g. <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The size of the type differs.</exception>
    public Span<T> As<T>()
        where T : unmanaged => sizeof(T) == RuntimeTypes.SizeOf(Type)
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new InvalidOperationException($"tensor '{Name}' holds {Type}, not {typeof(T).Name}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _value?.Dispose();
        _value = null;
        _memory?.Dispose();
        _memory = null;
        _data = 0;
        Length = 0;
    }

    /// <summary>A tensor in memory of its own.</summary>
    internal static BoundTensor Allocate(string name, OnnxElementType type, long[] shape)
    {
        var tensor = new BoundTensor(name, type, shape) { Length = Count(shape) };
        tensor._memory = new AlignedMemory((long)tensor.Length * RuntimeTypes.SizeOf(type));
        tensor._data = tensor._memory.Address;
        tensor._value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, RuntimeTypes.ToRuntime(type), shape, tensor._data, tensor._memory.ByteLength);
        return tensor;
    }

    /// <summary>A tensor whose memory ONNX Runtime allocates in each run.</summary>
    internal static BoundTensor Varying(string name, OnnxElementType type) => new(name, type, []);

    /// <summary>Takes over the result of a run.</summary>
    internal void Adopt(OrtValue value)
    {
        _value?.Dispose();
        _value = value;
        _shape = value.GetTensorTypeAndShape().Shape;
        Length = Count(_shape);
        fixed (byte* data = value.GetTensorMutableRawData())
            _data = (nint)data;
    }

    /// <summary>Elements of a shape.</summary>
    internal static int Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dimension in shape)
            count = checked(count * dimension);
        return count <= int.MaxValue / 8
            ? (int)count
            : throw VideoDynException.Model($"a tensor of {count} elements is larger than this program handles");
    }
}
