using static VideoDyn.Inference.Onnx.Wire.ModelEncoder;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Writes <c>GraphProto</c>, <c>NodeProto</c> and <c>ValueInfoProto</c> back to front.</summary>
internal static class GraphEncoder
{
    /// <summary>Writes a graph.</summary>
    public static void Encode(ProtoWriter writer, OnnxGraph graph)
    {
        Reverse(graph.Values, value => EncodeValue(writer, Fields.Graph.ValueInfo, value));
        Reverse(graph.Outputs, value => EncodeValue(writer, Fields.Graph.Output, value));
        Reverse(graph.DeclaredInputs, value => EncodeValue(writer, Fields.Graph.Input, value));
        Reverse(graph.Initializers, tensor => TensorEncoder.Encode(writer, Fields.Graph.Initializer, tensor));
        writer.Text(Fields.Graph.Name, graph.Name);
        Reverse(graph.Nodes, node => EncodeNode(writer, node));
    }

    private static void EncodeNode(ProtoWriter writer, OnnxNode node)
    {
        int mark = writer.Length;
        writer.Optional(Fields.Node.Domain, node.Domain);
        Reverse(node.Attributes, attribute => AttributeEncoder.Encode(writer, attribute));
        writer.Text(Fields.Node.OpType, node.OpType);
        writer.Optional(Fields.Node.Name, node.Name);
        Reverse(node.Outputs, output => writer.Text(Fields.Node.Output, output));
        Reverse(node.Inputs, input => writer.Text(Fields.Node.Input, input));
        writer.Message(Fields.Graph.Node, mark);
    }

    private static void EncodeValue(ProtoWriter writer, int field, OnnxValue value)
    {
        int mark = writer.Length;
        if (value.IsOpaque)
            writer.Bytes(Fields.Value.Type, value.OpaqueType.Span);
        else if (value.ElementType != OnnxElementType.Undefined)
            EncodeTensorType(writer, value);
        writer.Text(Fields.Value.Name, value.Name);
        writer.Message(field, mark);
    }

    private static void EncodeTensorType(ProtoWriter writer, OnnxValue value)
    {
        int type = writer.Length;
        if (value.Shape is { } shape)
        {
            int mark = writer.Length;
            Reverse(shape.Dims, dim => EncodeDim(writer, dim));
            writer.Message(Fields.Type.Shape, mark);
        }

        writer.Int64(Fields.Type.ElementType, (int)value.ElementType);
        writer.Message(Fields.Type.Tensor, type);
        writer.Message(Fields.Value.Type, type);
    }

    private static void EncodeDim(ProtoWriter writer, OnnxDim dim)
    {
        int mark = writer.Length;
        if (dim.Value is { } size)
            writer.Int64(Fields.Type.DimValue, size);
        else if (dim.Symbol is { } symbol)
            writer.Text(Fields.Type.DimParameter, symbol);
        writer.Message(Fields.Type.Dim, mark);
    }
}
