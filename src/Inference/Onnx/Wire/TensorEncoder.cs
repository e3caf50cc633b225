using static VideoDyn.Inference.Onnx.Wire.ModelEncoder;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Writes <c>TensorProto</c> back to front, numbers as raw bytes.</summary>
internal static class TensorEncoder
{
    /// <summary>Writes a tensor.</summary>
    public static void Encode(ProtoWriter writer, int field, OnnxTensor tensor)
    {
        int mark = writer.Length;
        if (tensor.ElementType != OnnxElementType.String)
            writer.Bytes(Fields.Tensor.RawData, tensor.Bytes.Span);
        writer.Optional(Fields.Tensor.Name, tensor.Name);
        Reverse(tensor.Strings, text => writer.Bytes(Fields.Tensor.StringData, text.Span));
        writer.Int64(Fields.Tensor.DataType, (int)tensor.ElementType);
        Reverse(tensor.Dims, dim => writer.Int64(Fields.Tensor.Dims, dim));
        writer.Message(field, mark);
    }
}
