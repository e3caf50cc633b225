using System.Buffers.Binary;
using System.Text;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>
/// Reads the fields of one message. Never copies, never allocates by a length it read, and every error says at which
/// byte of the file it stands.
/// </summary>
internal struct ProtoReader
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly long _origin;
    private int _position;
    private WireType _wire;
    private int _field;

    /// <summary>Starts at the first byte of a message.</summary>
    /// <param name="memory">The message.</param>
    /// <param name="origin">Where in the file it starts, for messages.</param>
    public ProtoReader(ReadOnlyMemory<byte> memory, long origin = 0)
    {
        _memory = memory;
        _origin = origin;
    }

    /// <summary>The wire type of the current field.</summary>
    public readonly WireType Wire => _wire;

    /// <summary>The part of the message that is not read yet.</summary>
    public readonly ReadOnlyMemory<byte> Rest => _memory[_position..];

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next(out int field)
    {
        if (_position >= _memory.Length)
        {
            field = 0;
            return false;
        }

        ulong tag = RawVarint();
        field = (int)(tag >> 3);
        _wire = (WireType)(tag & 7);
        _field = field;
        if (tag > uint.MaxValue || field == 0)
            throw Error($"a field tag of {tag}");
        if (_wire is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
            throw Error($"field {field} with wire type {(int)_wire}");
        return true;
    }

    /// <summary>Passes over the current field.</summary>
    public void Skip()
    {
        switch (_wire)
        {
            case WireType.Varint:
                RawVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                Bytes();
                break;
        }
    }

    /// <summary>An integer.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return unchecked((long)RawVarint());
    }

    /// <summary>A small integer, such as a type number; what does not fit is an error.</summary>
    public int Int32()
    {
        long value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Error($"the number {value}, out of range,");
    }

    /// <summary>A single.</summary>
    public float Single()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4).Span);
    }

    /// <summary>A double.</summary>
    public double Double()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(8).Span);
    }

    /// <summary>A byte string, message or packed list.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Expect(WireType.Bytes);
        ulong length = RawVarint();
        if (length > (ulong)(_memory.Length - _position))
            throw Error($"field {_field} of {length} bytes where {_memory.Length - _position} are left");
        return Take((int)length);
    }

    /// <summary>Text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>A message inside this one.</summary>
    public ProtoReader Message()
    {
        ReadOnlyMemory<byte> bytes = Bytes();
        return new ProtoReader(bytes, _origin + _position - bytes.Length);
    }

    /// <summary>The rest of the message, read as numbers without tags.</summary>
    public bool NextPacked(out ulong value)
    {
        bool any = _position < _memory.Length;
        value = any ? RawVarint() : 0;
        return any;
    }

    /// <summary>Adds one integer, or a packed list of them.</summary>
    public void Int64s(List<long> target)
    {
        if (_wire == WireType.Varint)
        {
            target.Add(Int64());
            return;
        }

        ProtoReader packed = Message();
        while (packed.NextPacked(out ulong value))
            target.Add(unchecked((long)value));
    }

    /// <summary>Adds one single, or a packed list of them.</summary>
    public void Singles(List<float> target)
    {
        if (_wire == WireType.Fixed32)
        {
            target.Add(Single());
            return;
        }

        ReadOnlyMemory<byte> packed = Bytes();
        if (packed.Length % 4 != 0)
            throw Error($"field {_field} of {packed.Length} bytes where singles are expected");
        for (int i = 0; i < packed.Length; i += 4)
            target.Add(BinaryPrimitives.ReadSingleLittleEndian(packed.Span[i..]));
    }

    /// <summary>What is wrong, and where.</summary>
    public readonly OnnxFormatException Error(string found) => new($"{found} before byte {_origin + _position}");

    private readonly void Expect(WireType expected)
    {
        if (_wire != expected)
            throw Error($"field {_field} with wire type {_wire} where {expected} is expected");
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > _memory.Length - _position)
            throw Error($"the end of the data inside field {_field}");
        ReadOnlyMemory<byte> result = _memory.Slice(_position, count);
        _position += count;
        return result;
    }

    private ulong RawVarint()
    {
        ReadOnlySpan<byte> span = _memory.Span;
        ulong result = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_position >= span.Length)
                throw Error("the end of the data inside a number");
            byte next = span[_position++];
            result |= shift < 64 ? (ulong)(next & 0x7f) << shift : 0;
            if (next < 0x80)
                return result;
        }

        throw Error("a number of more than ten bytes");
    }
}
