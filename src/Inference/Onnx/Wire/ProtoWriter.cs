using System.Buffers.Binary;
using System.Text;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>
/// Writes messages from the end to the beginning: the length of a message stands before its content, and written
/// backwards it is known by then, so that nothing is measured first or copied afterwards. Callers therefore write
/// fields, list elements and nested content in reverse.
/// </summary>
internal sealed class ProtoWriter
{
    private byte[] _buffer;
    private int _free;

    /// <summary>Starts with nothing written.</summary>
    /// <param name="capacity">Bytes to make room for at first; it grows as needed.</param>
    public ProtoWriter(long capacity = 4096)
    {
        _buffer = new byte[Math.Clamp(capacity, 4096, Array.MaxLength)];
        _free = _buffer.Length;
    }

    /// <summary>Bytes written so far; also the mark of where a nested message ends.</summary>
    public int Length => _buffer.Length - _free;

    /// <summary>All that was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(_free);

    /// <summary>Puts length and tag before the message that was written since the mark.</summary>
    public void Message(int field, int mark)
    {
        Varint((ulong)(Length - mark));
        Tag(field, WireType.Bytes);
    }

    /// <summary>An integer.</summary>
    public void Int64(int field, long value)
    {
        Varint(unchecked((ulong)value));
        Tag(field, WireType.Varint);
    }

    /// <summary>An integer that is left out when it is zero.</summary>
    public void Optional(int field, long value)
    {
        if (value != 0)
            Int64(field, value);
    }

    /// <summary>A text that is left out when it is empty.</summary>
    public void Optional(int field, string value)
    {
        if (value.Length > 0)
            Text(field, value);
    }

    /// <summary>A single.</summary>
    public void Single(int field, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);
        Tag(field, WireType.Fixed32);
    }

    /// <summary>A text.</summary>
    public void Text(int field, string value)
    {
        int count = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Reserve(count));
        Varint((ulong)count);
        Tag(field, WireType.Bytes);
    }

    /// <summary>A byte string, or a message that is kept as found.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Raw(value);
        Varint((ulong)value.Length);
        Tag(field, WireType.Bytes);
    }

    /// <summary>Bytes without tag.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>A number without tag.</summary>
    public void Varint(ulong value)
    {
        int count = 1;
        for (ulong rest = value >> 7; rest != 0; rest >>= 7)
            count++;
        Span<byte> target = Reserve(count);
        for (int i = 0; i < count; i++, value >>= 7)
            target[i] = (byte)((value & 0x7f) | (i + 1 < count ? 0x80u : 0u));
    }

    private void Tag(int field, WireType wire) => Varint(((ulong)field << 3) | (uint)wire);

    private Span<byte> Reserve(int count)
    {
        if (count > _free)
            Grow(count);
        _free -= count;
        return _buffer.AsSpan(_free, count);
    }

    private void Grow(int count)
    {
        long needed = (long)Length + count;
        if (needed > Array.MaxLength)
            throw new OnnxFormatException($"a model of more than {Array.MaxLength} bytes, which one file cannot hold");
        var larger = new byte[Math.Min(Array.MaxLength, Math.Max(needed, _buffer.Length * 2L))];
        int written = Length;
        Written.CopyTo(larger.AsMemory(larger.Length - written));
        _buffer = larger;
        _free = larger.Length - written;
    }
}
