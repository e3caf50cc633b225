using System.Buffers.Binary;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Packs the typed number lists of <c>TensorProto</c> to little-endian bytes.</summary>
internal static class TypedLists
{
    /// <summary>Packs lists.</summary>
    /// <param name="type">Element type.</param>
    /// <param name="lists">Field number and a reader that stands before the field's value, in the order of the file.</param>
    /// <exception cref="OnnxFormatException">A list is malformed.</exception>
    public static ReadOnlyMemory<byte> Pack(OnnxElementType type, List<(int Field, ProtoReader At)> lists)
    {
        // The usual case, one packed list of floats, is what we want already.
        if (lists.Count == 1 && IsFixed(lists[0].Field) && lists[0].At.Wire == WireType.Bytes)
            return lists[0].At.Bytes();

        int width = Math.Max(1, type.Bits() / 8);
        var result = new MemoryStream();
        Span<byte> number = stackalloc byte[8];
        foreach ((int field, ProtoReader at) in lists)
        {
            ProtoReader reader = at;
            if (IsFixed(field))
            {
                WriteFixed(result, ref reader, field, number);
            }
            else if (reader.Wire == WireType.Varint)
            {
                BinaryPrimitives.WriteInt64LittleEndian(number, reader.Int64());
                result.Write(number[..Math.Min(8, width)]);
            }
            else
            {
                ProtoReader packed = reader.Message();
                while (packed.NextPacked(out ulong value))
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(number, value);
                    result.Write(number[..Math.Min(8, width)]);
                }
            }
        }

        return result.ToArray();
    }

    private static bool IsFixed(int field) => field is Fields.Tensor.FloatData or Fields.Tensor.DoubleData;

    private static void WriteFixed(MemoryStream result, ref ProtoReader reader, int field, Span<byte> number)
    {
        if (reader.Wire == WireType.Bytes)
        {
            result.Write(reader.Bytes().Span);
        }
        else if (field == Fields.Tensor.FloatData)
        {
            BinaryPrimitives.WriteSingleLittleEndian(number, reader.Single());
            result.Write(number[..4]);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(number, reader.Double());
            result.Write(number[..8]);
        }
    }
}
