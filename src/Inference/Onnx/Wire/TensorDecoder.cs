using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads <c>TensorProto</c>: raw bytes, typed lists or an external file, all to packed little-endian bytes.</summary>
internal static class TensorDecoder
{
    /// <summary>Reads a tensor.</summary>
    /// <exception cref="OnnxFormatException">The bytes are no tensor, or its external data cannot be read.</exception>
    public static OnnxTensor Decode(ProtoReader reader, DecodeContext context)
    {
        string name = "";
        var type = OnnxElementType.Undefined;
        bool external = false;
        List<long> dims = [];
        List<ReadOnlyMemory<byte>> strings = [];
        Dictionary<string, string> location = [];
        ReadOnlyMemory<byte>? raw = null;

        // The type may stand behind the numbers that need it, so lists are only noted at first.
        List<(int Field, ProtoReader At)> lists = [];
        while (true)
        {
            if (!reader.Next(out int field))
                break;
            switch (field)
            {
                case Fields.Tensor.Dims:
                    reader.Int64s(dims);
                    break;
                case Fields.Tensor.DataType:
                    type = (OnnxElementType)reader.Int32();
                    break;
                case Fields.Tensor.Name:
                    name = reader.Text();
                    break;
                case Fields.Tensor.RawData:
                    raw = reader.Bytes();
                    break;
                case Fields.Tensor.StringData:
                    strings.Add(reader.Bytes());
                    break;
                case Fields.Tensor.FloatData or Fields.Tensor.Int32Data or Fields.Tensor.Int64Data
                    or Fields.Tensor.DoubleData or Fields.Tensor.UInt64Data:
                    lists.Add((field, reader));
                    reader.Skip();
                    break;
                case Fields.Tensor.ExternalData:
                    (string key, string value) = ModelDecoder.DecodePair(reader.Message());
                    location[key] = value;
                    break;
                case Fields.Tensor.DataLocation:
                    external = reader.Int32() == 1;
                    break;
                case Fields.Tensor.Segment:
                    throw reader.Error($"tensor '{name}' in segments, which is not supported,");
                default:
                    reader.Skip();
                    break;
            }
        }

        if (type == OnnxElementType.String)
            return new OnnxTensor(name, dims.ToArray(), strings.ToImmutableArray());
        if (type.Bits() == 0)
            throw reader.Error($"tensor '{name}' of the unknown element type {(int)type}");
        ReadOnlyMemory<byte> bytes = external ? ExternalData.Read(name, location, context)
            : raw ?? TypedLists.Pack(type, lists);
        return new OnnxTensor(name, type, dims.ToArray(), bytes);
    }
}
