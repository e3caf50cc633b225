using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx;

/// <summary>A constant tensor: an initializer, an attribute or the result of constant folding. Immutable.</summary>
/// <remarks>
/// Whatever field of the file held the numbers, they lie here as packed little-endian bytes, row-major, without a copy
/// where the file stored them so. The memory may start at any address: spans of wider elements can be unaligned, which
/// every instruction set that .NET targets reads correctly.
/// </remarks>
public sealed class OnnxTensor
{
    /// <summary>Creates a tensor over bytes that must not change afterwards.</summary>
    /// <param name="name">Name; empty where none is needed.</param>
    /// <param name="elementType">Any type but strings.</param>
    /// <param name="dims">Shape, outermost first; none for a scalar.</param>
    /// <param name="bytes">Packed little-endian elements, exactly as many as the shape says.</param>
    /// <exception cref="VideoDynException">Element type, shape and number of bytes contradict each other (kind Model).</exception>
    public OnnxTensor(string name, OnnxElementType elementType, ReadOnlySpan<long> dims, ReadOnlyMemory<byte> bytes)
        : this(name, elementType, dims)
    {
        if (elementType.Bits() == 0)
            throw VideoDynException.Model($"tensor '{name}' has element type {elementType}, which no number has");
        if (ByteCountOrMax(elementType, Count) != bytes.Length)
        {
            throw VideoDynException.Model(
                $"tensor '{name}' of shape [{string.Join(", ", Dims)}] and type {elementType} holds {bytes.Length} bytes, " +
                $"expected {ByteCountOrMax(elementType, Count)}");
        }

        Bytes = bytes;
    }

    /// <summary>Creates a tensor of strings.</summary>
    /// <param name="name">Name; empty where none is needed.</param>
    /// <param name="dims">Shape, outermost first; none for a scalar.</param>
    /// <param name="strings">Byte strings, exactly as many as the shape says.</param>
    /// <exception cref="VideoDynException">Shape and number of strings contradict each other (kind Model).</exception>
    public OnnxTensor(string name, ReadOnlySpan<long> dims, ImmutableArray<ReadOnlyMemory<byte>> strings)
        : this(name, OnnxElementType.String, dims)
    {
        if (strings.Length != Count)
            throw VideoDynException.Model($"tensor '{name}' of shape [{string.Join(", ", Dims)}] holds {strings.Length} strings, expected {Count}");
        Strings = strings;
    }

    private OnnxTensor(string name, OnnxElementType elementType, ReadOnlySpan<long> dims)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        ElementType = elementType;
        Dims = [.. dims];
        long count = 1;
        foreach (long dim in dims)
        {
            if (dim < 0 || (dim != 0 && count > long.MaxValue / dim))
                throw VideoDynException.Model($"tensor '{name}' has the shape [{string.Join(", ", Dims)}], which no memory holds");
            count *= dim;
        }

        Count = count;
    }

    /// <summary>Name; empty for attributes that carry none.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Shape, outermost first; none for a scalar.</summary>
    public ImmutableArray<long> Dims { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => Dims.Length;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Packed little-endian elements; empty for strings.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The strings of a tensor of strings; empty for all others.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Strings { get; } = [];

    /// <summary>Copies numbers into a tensor of the element type that stores them.</summary>
    /// <param name="name">Name; empty where none is needed.</param>
    /// <param name="dims">Shape; none for a scalar.</param>
    /// <param name="data">Elements in row-major order.</param>
    /// <exception cref="VideoDynException">Shape and number of elements contradict each other (kind Model).</exception>
    public static OnnxTensor Of<T>(string name, ReadOnlySpan<long> dims, params ReadOnlySpan<T> data)
        where T : unmanaged =>
        new(name, OnnxElementTypes.Of<T>(), dims, MemoryMarshal.AsBytes(data).ToArray());

    /// <summary>A tensor without dimensions.</summary>
    public static OnnxTensor Scalar<T>(T value, string name = "")
        where T : unmanaged =>
        Of(name, [], value);

    /// <summary>A tensor with one dimension.</summary>
    public static OnnxTensor Vector<T>(ReadOnlySpan<T> values, string name = "")
        where T : unmanaged =>
        Of(name, [values.Length], values);

    /// <summary>The elements as they are stored.</summary>
    /// <typeparam name="T">The .NET type of the element type, e.g. <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <exception cref="VideoDynException">The tensor has another element type (kind Model).</exception>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged =>
        OnnxElementTypes.Of<T>() == ElementType
            ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
            : throw VideoDynException.Model($"tensor '{Name}' holds {ElementType}, expected {OnnxElementTypes.Of<T>()}");

    /// <summary>The same elements under another name.</summary>
    public OnnxTensor WithName(string name) =>
        ElementType == OnnxElementType.String ? new(name, Dims.AsSpan(), Strings) : new(name, ElementType, Dims.AsSpan(), Bytes);

    /// <summary>The same elements in another shape.</summary>
    /// <exception cref="VideoDynException">The shape has another number of elements (kind Model).</exception>
    public OnnxTensor WithDims(ReadOnlySpan<long> dims) =>
        ElementType == OnnxElementType.String ? new(Name, dims, Strings) : new(Name, ElementType, dims, Bytes);

    /// <summary>For example <c>conv1.weight: Float32 [16, 3, 3, 3]</c>.</summary>
    public override string ToString() => $"{Name}: {ElementType} [{string.Join(", ", Dims)}]";

    private static long ByteCountOrMax(OnnxElementType type, long count) =>
        count > long.MaxValue / 16 ? long.MaxValue : type.ByteCount(count);
}
