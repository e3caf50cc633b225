using static VideoDyn.Inference.Onnx.Wire.ModelEncoder;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Writes <c>AttributeProto</c> back to front.</summary>
internal static class AttributeEncoder
{
    /// <summary>Writes an attribute.</summary>
    public static void Encode(ProtoWriter writer, OnnxAttribute attribute)
    {
        if (!attribute.Opaque.IsEmpty)
        {
            writer.Bytes(Fields.Node.Attribute, attribute.Opaque.Span);
            return;
        }

        int mark = writer.Length;
        writer.Int64(Fields.Attribute.Type, (int)attribute.Kind);
        switch (attribute.Kind)
        {
            case OnnxAttributeKind.Float:
                writer.Single(Fields.Attribute.Float, attribute.Float);
                break;
            case OnnxAttributeKind.Int:
                writer.Int64(Fields.Attribute.Int, attribute.Int);
                break;
            case OnnxAttributeKind.String:
                writer.Bytes(Fields.Attribute.String, attribute.StringBytes.Span);
                break;
            case OnnxAttributeKind.Tensor:
                TensorEncoder.Encode(writer, Fields.Attribute.Tensor, attribute.Tensor);
                break;
            case OnnxAttributeKind.Graph:
                EncodeGraph(writer, Fields.Attribute.Graph, attribute.Graph);
                break;
            case OnnxAttributeKind.Floats:
                Reverse(attribute.Floats, value => writer.Single(Fields.Attribute.Floats, value));
                break;
            case OnnxAttributeKind.Ints:
                Reverse(attribute.Ints, value => writer.Int64(Fields.Attribute.Ints, value));
                break;
            case OnnxAttributeKind.Strings:
                Reverse(attribute.Strings, value => writer.Bytes(Fields.Attribute.Strings, value.Span));
                break;
            case OnnxAttributeKind.Tensors:
                Reverse(attribute.Tensors, value => TensorEncoder.Encode(writer, Fields.Attribute.Tensors, value));
                break;
            case OnnxAttributeKind.Graphs:
                Reverse(attribute.Graphs, value => EncodeGraph(writer, Fields.Attribute.Graphs, value));
                break;
            default:
                throw new InvalidOperationException($"attribute '{attribute.Name}' has the kind {attribute.Kind} and no content");
        }

        writer.Text(Fields.Attribute.Name, attribute.Name);
        writer.Message(Fields.Node.Attribute, mark);
    }

    private static void EncodeGraph(ProtoWriter writer, int field, OnnxGraph graph)
    {
        int mark = writer.Length;
        GraphEncoder.Encode(writer, graph);
        writer.Message(field, mark);
    }
}
