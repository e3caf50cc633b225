using System.Buffers.Binary;
using System.Text;

namespace VideoDyn.Rtsp.TestKit.Clips;

/// <summary>One box of an mp4 file.</summary>
internal sealed class Mp4Box(byte[] file, string type, int start, int end, int childrenAt = 0)
{
    /// <summary>Four letters.</summary>
    public string Type { get; } = type;

    /// <summary>The bytes after the header.</summary>
    public ReadOnlySpan<byte> Content => file.AsSpan(start, end - start);

    public byte Byte(int at) => Content[at];

    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Content[at..]);

    public long Int64(int at) => BinaryPrimitives.ReadInt64BigEndian(Content[at..]);

    public string Text(int at) => Encoding.ASCII.GetString(Content.Slice(at, 4));

    /// <summary>Bytes that a 16-bit length precedes.</summary>
    public byte[] Counted(ref int at)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(Content[at..]);
        byte[] bytes = Content.Slice(at + 2, length).ToArray();
        at += 2 + length;
        return bytes;
    }

    /// <summary>The first child of a type.</summary>
    public Mp4Box Find(string type) => TryFind(type) ?? throw new InvalidDataException($"The box {Type} holds no {type}.");

    /// <summary>The first child of a type, or null.</summary>
    public Mp4Box? TryFind(string type) => Children(type).FirstOrDefault();

    /// <summary>The first child at an offset, whose own children begin further in.</summary>
    public Mp4Box Entry(int at, int childrenAt) => new(file, Text(at + 4), start + at + 8, start + at + (int)UInt32(at), childrenAt);

    /// <summary>The children of a type.</summary>
    public IEnumerable<Mp4Box> Children(string type)
    {
        int at = start + childrenAt;
        while (at + 8 <= end)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            string name = Encoding.ASCII.GetString(file, at + 4, 4);
            int header = 8;
            if (size == 1)
                (size, header) = (BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(at + 8)), 16);
            if (size == 0)
                size = end - at;
            if (name == type)
                yield return new Mp4Box(file, name, at + header, (int)(at + size));
            at += (int)size;
        }
    }
}
