namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads <c>GraphProto</c> and <c>NodeProto</c>.</summary>
internal static class GraphDecoder
{
    /// <summary>Reads a graph.</summary>
    /// <exception cref="OnnxFormatException">The bytes are no graph.</exception>
    public static OnnxGraph Decode(ProtoReader reader, DecodeContext context, int depth)
    {
        if (depth > DecodeContext.MaxDepth)
            throw reader.Error($"a graph nested more than {DecodeContext.MaxDepth} deep");
        string name = "";
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValue> inputs = [], outputs = [], values = [];
        while (reader.Next(out int field))
        {
            switch (field)
            {
                case Fields.Graph.Node:
                    nodes.Add(DecodeNode(reader.Message(), context, depth));
                    break;
                case Fields.Graph.Name:
                    name = reader.Text();
                    break;
                case Fields.Graph.Initializer:
                    initializers.Add(TensorDecoder.Decode(reader.Message(), context));
                    break;
                case Fields.Graph.Input:
                    inputs.Add(ValueDecoder.Decode(reader.Message()));
                    break;
                case Fields.Graph.Output:
                    outputs.Add(ValueDecoder.Decode(reader.Message()));
                    break;
                case Fields.Graph.ValueInfo:
                    values.Add(ValueDecoder.Decode(reader.Message()));
                    break;
                case Fields.Graph.SparseInitializer:
                    throw reader.Error("a sparse initializer, which is not supported,");
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OnnxGraph(name, nodes, inputs, outputs, initializers, values);
    }

    private static OnnxNode DecodeNode(ProtoReader reader, DecodeContext context, int depth)
    {
        string name = "", opType = "", domain = "";
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        while (reader.Next(out int field))
        {
            switch (field)
            {
                case Fields.Node.Input:
                    inputs.Add(reader.Text());
                    break;
                case Fields.Node.Output:
                    outputs.Add(reader.Text());
                    break;
                case Fields.Node.Name:
                    name = reader.Text();
                    break;
                case Fields.Node.OpType:
                    opType = reader.Text();
                    break;
                case Fields.Node.Domain:
                    domain = reader.Text();
                    break;
                case Fields.Node.Attribute:
                    attributes.Add(AttributeDecoder.Decode(reader.Message(), context, depth));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (opType.Length == 0)
            throw reader.Error($"node '{name}' without an operator");
        return new OnnxNode(opType, inputs, outputs, attributes, name, domain);
    }
}
