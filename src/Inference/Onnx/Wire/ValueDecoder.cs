namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads <c>ValueInfoProto</c> and the tensor part of <c>TypeProto</c>.</summary>
internal static class ValueDecoder
{
    /// <summary>Reads a declaration.</summary>
    /// <exception cref="OnnxFormatException">The bytes are no declaration.</exception>
    public static OnnxValue Decode(ProtoReader reader)
    {
        string name = "";
        (OnnxElementType Type, OnnxShape? Shape)? tensor = null;
        ReadOnlyMemory<byte> opaque = default;
        while (reader.Next(out int field))
        {
            switch (field)
            {
                case Fields.Value.Name:
                    name = reader.Text();
                    break;
                case Fields.Value.Type:
                    ProtoReader type = reader.Message();
                    opaque = type.Rest;
                    tensor = DecodeType(type);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return tensor is { } known
            ? new OnnxValue(name, known.Type, known.Shape)
            : new OnnxValue(name, OnnxElementType.Undefined, null) { OpaqueType = opaque };
    }

    private static (OnnxElementType Type, OnnxShape? Shape)? DecodeType(ProtoReader reader)
    {
        (OnnxElementType Type, OnnxShape? Shape)? result = null;
        while (reader.Next(out int field))
        {
            if (field == Fields.Type.Tensor)
                result = DecodeTensorType(reader.Message());
            else
                reader.Skip();
        }

        return result;
    }

    private static (OnnxElementType Type, OnnxShape? Shape) DecodeTensorType(ProtoReader reader)
    {
        var type = OnnxElementType.Undefined;
        OnnxShape? shape = null;
        while (reader.Next(out int field))
        {
            if (field == Fields.Type.ElementType)
                type = (OnnxElementType)reader.Int32();
            else if (field == Fields.Type.Shape)
                shape = DecodeShape(reader.Message());
            else
                reader.Skip();
        }

        return (type, shape);
    }

    private static OnnxShape DecodeShape(ProtoReader reader)
    {
        List<OnnxDim> dims = [];
        while (reader.Next(out int field))
        {
            if (field == Fields.Type.Dim)
                dims.Add(DecodeDim(reader.Message()));
            else
                reader.Skip();
        }

        return new OnnxShape([.. dims]);
    }

    private static OnnxDim DecodeDim(ProtoReader reader)
    {
        OnnxDim dim = OnnxDim.Unknown;
        while (reader.Next(out int field))
        {
            if (field == Fields.Type.DimValue)
            {
                // Some exporters write -1 for a size known at run time.
                long value = reader.Int64();
                dim = value < 0 ? OnnxDim.Unknown : value;
            }
            else if (field == Fields.Type.DimParameter)
            {
                string symbol = reader.Text();
                dim = symbol.Length == 0 ? OnnxDim.Unknown : symbol;
            }
            else
            {
                reader.Skip();
            }
        }

        return dim;
    }
}
