using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Writes <c>ModelProto</c>, back to front as <see cref="ProtoWriter"/> wants it.</summary>
internal static class ModelEncoder
{
    /// <summary>Writes a model.</summary>
    public static void Encode(ProtoWriter writer, OnnxModel model)
    {
        Reverse(model.Functions, function => writer.Bytes(Fields.Model.Functions, function.Span));
        Reverse([.. model.Metadata], pair =>
        {
            int mark = writer.Length;
            writer.Text(Fields.Pair.Value, pair.Value);
            writer.Text(Fields.Pair.Key, pair.Key);
            writer.Message(Fields.Model.Metadata, mark);
        });
        Reverse([.. model.OpsetImports], opset =>
        {
            int mark = writer.Length;
            writer.Int64(Fields.Opset.Version, opset.Value);
            writer.Text(Fields.Opset.Domain, opset.Key);
            writer.Message(Fields.Model.OpsetImport, mark);
        });
        int graph = writer.Length;
        GraphEncoder.Encode(writer, model.Graph);
        writer.Message(Fields.Model.Graph, graph);
        writer.Optional(Fields.Model.DocString, model.Description);
        writer.Optional(Fields.Model.ModelVersion, model.ModelVersion);
        writer.Optional(Fields.Model.Domain, model.Domain);
        writer.Optional(Fields.Model.ProducerVersion, model.ProducerVersion);
        writer.Optional(Fields.Model.ProducerName, model.ProducerName);
        writer.Int64(Fields.Model.IrVersion, model.IrVersion);
    }

    /// <summary>Calls an action from the last element to the first.</summary>
    public static void Reverse<T>(ImmutableArray<T> items, Action<T> write)
    {
        for (int i = items.Length - 1; i >= 0; i--)
            write(items[i]);
    }
}
