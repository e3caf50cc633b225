using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads <c>AttributeProto</c>.</summary>
internal static class AttributeDecoder
{
    /// <summary>Reads an attribute.</summary>
    /// <exception cref="OnnxFormatException">The bytes are no attribute.</exception>
    public static OnnxAttribute Decode(ProtoReader reader, DecodeContext context, int depth)
    {
        ProtoReader start = reader;
        string name = "";
        OnnxAttributeKind kind = OnnxAttributeKind.Undefined, seen = OnnxAttributeKind.Undefined;
        long integer = 0;
        float single = 0;
        ReadOnlyMemory<byte> text = default;
        OnnxTensor? tensor = null;
        OnnxGraph? graph = null;
        List<long> integers = [];
        List<float> singles = [];
        List<ReadOnlyMemory<byte>> texts = [];
        List<OnnxTensor> tensors = [];
        List<OnnxGraph> graphs = [];
        while (reader.Next(out int field))
        {
            switch (field)
            {
                case Fields.Attribute.Name:
                    name = reader.Text();
                    break;
                case Fields.Attribute.Type:
                    kind = (OnnxAttributeKind)reader.Int32();
                    break;
                case Fields.Attribute.Int:
                    (integer, seen) = (reader.Int64(), OnnxAttributeKind.Int);
                    break;
                case Fields.Attribute.Float:
                    (single, seen) = (reader.Single(), OnnxAttributeKind.Float);
                    break;
                case Fields.Attribute.String:
                    (text, seen) = (reader.Bytes(), OnnxAttributeKind.String);
                    break;
                case Fields.Attribute.Tensor:
                    (tensor, seen) = (TensorDecoder.Decode(reader.Message(), context), OnnxAttributeKind.Tensor);
                    break;
                case Fields.Attribute.Graph:
                    (graph, seen) = (GraphDecoder.Decode(reader.Message(), context, depth + 1), OnnxAttributeKind.Graph);
                    break;
                case Fields.Attribute.Ints:
                    reader.Int64s(integers);
                    seen = OnnxAttributeKind.Ints;
                    break;
                case Fields.Attribute.Floats:
                    reader.Singles(singles);
                    seen = OnnxAttributeKind.Floats;
                    break;
                case Fields.Attribute.Strings:
                    texts.Add(reader.Bytes());
                    seen = OnnxAttributeKind.Strings;
                    break;
                case Fields.Attribute.Tensors:
                    tensors.Add(TensorDecoder.Decode(reader.Message(), context));
                    seen = OnnxAttributeKind.Tensors;
                    break;
                case Fields.Attribute.Graphs:
                    graphs.Add(GraphDecoder.Decode(reader.Message(), context, depth + 1));
                    seen = OnnxAttributeKind.Graphs;
                    break;
                case Fields.Attribute.Reference:
                    throw reader.Error($"attribute '{name}' that refers to a function's parameter, outside of a function,");
                default:
                    reader.Skip();
                    break;
            }
        }

        // Files of format version 2 and older state no kind: it follows from the field that is filled.
        return (kind == OnnxAttributeKind.Undefined ? seen : kind) switch
        {
            OnnxAttributeKind.Int => OnnxAttribute.Of(name, integer),
            OnnxAttributeKind.Float => OnnxAttribute.Of(name, single),
            OnnxAttributeKind.String => OnnxAttribute.Of(name, text),
            OnnxAttributeKind.Tensor when tensor is not null => OnnxAttribute.Of(name, tensor),
            OnnxAttributeKind.Graph when graph is not null => OnnxAttribute.Of(name, graph),
            OnnxAttributeKind.Ints => OnnxAttribute.Of(name, integers.ToArray()),
            OnnxAttributeKind.Floats => OnnxAttribute.Of(name, singles.ToArray()),
            OnnxAttributeKind.Strings => OnnxAttribute.Of(name, texts.ToImmutableArray()),
            OnnxAttributeKind.Tensors => OnnxAttribute.Of(name, tensors.ToImmutableArray()),
            OnnxAttributeKind.Graphs => OnnxAttribute.Of(name, graphs.ToImmutableArray()),
            OnnxAttributeKind.SparseTensor or OnnxAttributeKind.SparseTensors or OnnxAttributeKind.TypeProto
                or OnnxAttributeKind.TypeProtos => OnnxAttribute.KeepOpaque(name, kind, start.Rest),
            _ => throw reader.Error($"attribute '{name}' of kind {kind} without a value"),
        };
    }
}
